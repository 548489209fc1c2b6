import fc from 'fast-check';
import { RSI } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { rsi } from '../../../engine/indicators/rsi.ts';
import { ACHELIS_RSI, STOCKCHARTS_RSI } from './references.ts';
import { closes, misses, values } from './support.ts';

describe('rsi', () => {
  it('gives the values of the StockCharts worksheet', () => {
    expect(misses(values(rsi(14), STOCKCHARTS_RSI.closes), STOCKCHARTS_RSI.rsi, 0.0001)).toEqual([]);
  });

  it("gives the values of Achelis's example", () => {
    expect(misses(values(rsi(5), ACHELIS_RSI.closes), ACHELIS_RSI.rsi, 0.00005)).toEqual([]);
  });

  it('agrees with technicalindicators to the two decimals that it keeps', () => {
    const moving = closes({ minLength: 20, maxLength: 80 }).filter((prices) => new Set(prices.slice(0, 6)).size > 1);
    fc.assert(
      fc.property(moving, (prices) => {
        expect(misses(values(rsi(5), prices), RSI.calculate({ period: 5, values: prices }), 0.005 + 1e-9)).toEqual([]);
      }),
    );
  });

  it('is 100 while prices only rise and 0 while they only fall', () => {
    expect(values(rsi(3), [1, 2, 3, 4, 5])).toEqual([100, 100]);
    expect(values(rsi(3), [5, 4, 3, 2, 1])).toEqual([0, 0]);
  });

  it('is 50 where rises and falls are equal', () => {
    expect(values(rsi(2), [10, 11, 10])).toEqual([50]);
  });

  it('stays within 0 and 100', () => {
    fc.assert(
      fc.property(closes({ minLength: 20, maxLength: 80 }), (prices) => {
        expect(values(rsi(3), prices).filter((value) => value < 0 || value > 100)).toEqual([]);
      }),
    );
  });

  it('mirrors around 50 when prices are mirrored', () => {
    const ticks = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 10, maxLength: 40 });
    fc.assert(
      fc.property(ticks, (prices) => {
        const mirrored = values(
          rsi(5),
          prices.map((price) => 1000 - price),
        );
        expect(
          misses(
            values(rsi(5), prices),
            mirrored.map((value) => 100 - value),
            1e-9,
          ),
        ).toEqual([]);
      }),
    );
  });
});
