import fc from 'fast-check';
import { EMA } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { ema } from '../../../engine/indicators/ema.ts';
import { sma } from '../../../engine/indicators/sma.ts';
import { STOCKCHARTS_AVERAGES } from './references.ts';
import { closes, misses, roundingOf, values } from './support.ts';

describe('ema', () => {
  it('gives the averages of the StockCharts worksheet', () => {
    expect(misses(values(ema(10), STOCKCHARTS_AVERAGES.closes), STOCKCHARTS_AVERAGES.ema, 1e-8)).toEqual([]);
  });

  it('agrees with technicalindicators', () => {
    fc.assert(
      fc.property(closes({ minLength: 20, maxLength: 120 }), fc.integer({ min: 1, max: 20 }), (prices, period) => {
        expect(
          misses(values(ema(period), prices), EMA.calculate({ period, values: prices }), roundingOf(prices)),
        ).toEqual([]);
      }),
    );
  });

  it('begins with the simple average', () => {
    const { closes: prices } = STOCKCHARTS_AVERAGES;
    expect(values(ema(10), prices)[0]).toBe(values(sma(10), prices)[0]);
  });

  it('goes on from a first average of zero, which technicalindicators takes for none', () => {
    expect(values(ema(2), [-1, 1, 3])).toEqual([0, 2]);
    expect(EMA.calculate({ period: 2, values: [-1, 1, 3] })[0]).not.toBe(0);
  });

  it('answers each price itself with period 1', () => {
    const prices = [0.1, 0.7, 123_456.7, 0.3];
    expect(values(ema(1), prices)).toEqual(prices);
  });
});
