import fc from 'fast-check';
import { SD } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { standardDeviation } from '../../../engine/indicators/standard-deviation.ts';
import { ACHELIS_DEVIATION, STOCKCHARTS_BOLLINGER } from './references.ts';
import { closes, decimalPrice, misses, roundingOf, seededRandom, stepAll, tickSeries, values } from './support.ts';

/** The population standard deviation in whole numbers: sqrt(n·Σx² − (Σx)²) / n. */
function trueDeviation(ticks: readonly number[], decimals: number): number {
  const count = BigInt(ticks.length);
  const sum = ticks.reduce((total, price) => total + BigInt(price), 0n);
  const squares = ticks.reduce((total, price) => total + BigInt(price) * BigInt(price), 0n);
  return Math.sqrt(Number(count * squares - sum * sum)) / (ticks.length * 10 ** decimals);
}

describe('standardDeviation', () => {
  it("gives the values of Achelis's example", () => {
    expect(
      misses(values(standardDeviation(5), ACHELIS_DEVIATION.closes), ACHELIS_DEVIATION.deviation, 0.00005),
    ).toEqual([]);
  });

  it('gives the values of the StockCharts worksheet', () => {
    const { closes: prices, deviation } = STOCKCHARTS_BOLLINGER;
    expect(misses(values(standardDeviation(20), prices), deviation, 1e-6)).toEqual([]);
  });

  it('agrees with technicalindicators', () => {
    fc.assert(
      fc.property(closes({ minLength: 10, maxLength: 60 }), fc.integer({ min: 1, max: 10 }), (prices, period) => {
        expect(
          misses(
            values(standardDeviation(period), prices),
            SD.calculate({ period, values: prices }),
            roundingOf(prices),
          ),
        ).toEqual([]);
      }),
    );
  });

  it('is right to the last digits on a tick grid, whatever came before', () => {
    fc.assert(
      fc.property(
        tickSeries({ minLength: 20, maxLength: 80 }),
        fc.integer({ min: 2, max: 20 }),
        ({ ticks, decimals }, period) => {
          const prices = ticks.map((count) => decimalPrice(count, decimals));
          const answers = stepAll(standardDeviation(period), prices).slice(period - 1);
          for (const [index, answer] of answers.entries()) {
            const expected = trueDeviation(ticks.slice(index, index + period), decimals);
            expect(Math.abs((answer ?? Number.NaN) - expected)).toBeLessThanOrEqual(expected * 1e-15);
          }
        },
      ),
    );
  });

  it('is right where the window is too wide for whole squares', () => {
    const wide = [0.01, 30_000_000, 0.02, 20_000_000, 0.03];
    const cents = wide.map((price) => Math.round(price * 100));
    const [deviation] = values(standardDeviation(5), wide);
    expect(deviation).toBeCloseTo(trueDeviation(cents, 2), 6);
  });

  it('is right where prices lie on no grid', () => {
    const prices = [1, 2, 4, 4.5].map((price) => price * Math.PI);
    const [deviation] = values(standardDeviation(4), prices);
    expect(deviation).toBeCloseTo(Math.PI * trueDeviation([10, 20, 40, 45], 1), 12);
  });

  it('is exactly 0 again once a flat market follows a wild one', () => {
    const random = seededRandom(5);
    const wild = Array.from({ length: 1000 }, () => decimalPrice(Math.round(random() * 1e11), 2));
    const flat = Array<number>(20).fill(64_000.1);
    expect(values(standardDeviation(20), [...wild, ...flat]).at(-1)).toBe(0);
  });

  it('depends on the prices in the window and on nothing before them, finer ones included', () => {
    const coarse = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 6, maxLength: 6 });
    const finer = fc.array(
      fc.integer({ min: 1, max: 200_000 }).map((ticks) => decimalPrice(ticks, 3)),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(finer, coarse, (before, window) => {
        expect(values(standardDeviation(6), [...before, ...window]).at(-1)).toBe(
          values(standardDeviation(6), window).at(-1),
        );
      }),
    );
  });

  it('keeps nothing of prices far apart once they have left', () => {
    const near = [1_000_000.01, 1_000_000.02, 1_000_000.04, 1_000_000.03, 1_000_000.01];
    const far = [499_999.67, 1_500_000.33];
    expect(values(standardDeviation(5), [...far, ...near, ...near]).at(-1)).toBe(values(standardDeviation(5), near)[0]);
  });

  it('has no drift left after a million bars and a long way up', () => {
    const random = seededRandom(9);
    let ticks = 1000;
    const prices = Array.from({ length: 1_000_000 }, () =>
      decimalPrice((ticks = Math.max(1, ticks + Math.round((random() - 0.45) * 100))), 1),
    );
    const step = standardDeviation(50).start();
    let last: number | undefined;
    for (const price of prices) last = step(price);
    expect(last).toBe(values(standardDeviation(50), prices.slice(-50))[0]);
  });
});
