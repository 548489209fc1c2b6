import fc from 'fast-check';
import { WMA } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { wma } from '../../../engine/indicators/wma.ts';
import { ACHELIS_AVERAGES } from './references.ts';
import { closes, decimalPrice, misses, roundingOf, seededRandom, stepAll, tickSeries, values } from './support.ts';

describe('wma', () => {
  it("gives the averages of Achelis's example", () => {
    expect(misses(values(wma(5), ACHELIS_AVERAGES.closes), ACHELIS_AVERAGES.wma, 0.00005)).toEqual([]);
  });

  it('agrees with technicalindicators', () => {
    fc.assert(
      fc.property(closes({ minLength: 10, maxLength: 80 }), fc.integer({ min: 1, max: 10 }), (prices, period) => {
        expect(
          misses(values(wma(period), prices), WMA.calculate({ period, values: prices }), roundingOf(prices)),
        ).toEqual([]);
      }),
    );
  });

  it('agrees with technicalindicators where prices lie on no grid', () => {
    const irrational = closes({ minLength: 10, maxLength: 60 }).map((prices) =>
      prices.map((price) => price * Math.SQRT2),
    );
    fc.assert(
      fc.property(irrational, fc.integer({ min: 1, max: 10 }), (prices, period) => {
        expect(
          misses(values(wma(period), prices), WMA.calculate({ period, values: prices }), roundingOf(prices)),
        ).toEqual([]);
      }),
    );
  });

  it('is the double nearest to the true average of prices on a tick grid', () => {
    fc.assert(
      fc.property(
        tickSeries({ minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 20 }),
        ({ ticks, decimals }, period) => {
          const prices = ticks.map((count) => decimalPrice(count, decimals));
          const weights = (period * (period + 1)) / 2;
          const expected = ticks.map((_, index) => {
            if (index + 1 < period) return undefined;
            const window = ticks.slice(index + 1 - period, index + 1);
            return window.reduce((sum, count, place) => sum + (place + 1) * count, 0) / (weights * 10 ** decimals);
          });
          expect(stepAll(wma(period), prices)).toEqual(expected);
        },
      ),
    );
  });

  it('has no drift left after a million bars', () => {
    const random = seededRandom(3);
    const prices = Array.from({ length: 1_000_000 }, () => decimalPrice(Math.round(1e6 + random() * 1e4), 2));
    const step = wma(30).start();
    let last: number | undefined;
    for (const price of prices) last = step(price);
    expect(last).toBe(values(wma(30), prices.slice(-30))[0]);
  });
});
