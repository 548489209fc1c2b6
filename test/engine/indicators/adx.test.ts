import fc from 'fast-check';
import { ADX } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { adx } from '../../../engine/indicators/adx.ts';
import { SKENDER_ADX, STOCKCHARTS_ADX } from './references.ts';
import { barsOf, misses, klines, stepAll, values } from './support.ts';

describe('adx', () => {
  it('gives the values for the bars of the StockCharts worksheet', () => {
    expect(
      misses(
        values(adx(14), barsOf(STOCKCHARTS_ADX)).map((row) => row.adx),
        STOCKCHARTS_ADX.adx,
        0.00001,
      ),
    ).toEqual([]);
  });

  it('gives the values of Skender.Stock.Indicators for its reference bars', () => {
    const rows = stepAll(adx(14), barsOf(SKENDER_ADX));
    expect(rows.slice(0, 27).every((row) => row === undefined)).toBe(true);
    expect(rows[27]?.adx).toBeCloseTo(SKENDER_ADX.rows[27].adx, 4);
    expect(rows[29]?.adx).toBeCloseTo(SKENDER_ADX.rows[29].adx, 4);
    expect(rows[29]?.plusDi).toBeCloseTo(SKENDER_ADX.rows[29].plusDi, 4);
    expect(rows[29]?.minusDi).toBeCloseTo(SKENDER_ADX.rows[29].minusDi, 4);
  });

  it('agrees with technicalindicators on whole prices as long as something moves', () => {
    const wholePrices = klines({ minLength: 10, maxLength: 60 }, { min: 0, max: 0 });
    fc.assert(
      fc.property(wholePrices, (bars) => {
        const theirs = ADX.calculate({
          period: 5,
          high: bars.map((bar) => bar.high),
          low: bars.map((bar) => bar.low),
          close: bars.map((bar) => bar.close),
        });
        // Its first window without any movement turns all that follows into NaN.
        fc.pre(theirs.every((row) => Number.isFinite(row.adx)));
        const ours = values(adx(5), bars);
        expect(
          misses(
            ours.map((row) => row.adx),
            theirs.map((row) => row.adx),
            1e-7,
          ),
        ).toEqual([]);
        expect(
          misses(
            ours.map((row) => row.plusDi),
            theirs.map((row) => row.pdi),
            1e-7,
          ),
        ).toEqual([]);
        expect(
          misses(
            ours.map((row) => row.minusDi),
            theirs.map((row) => row.mdi),
            1e-7,
          ),
        ).toEqual([]);
      }),
    );
  });

  it('finds its way back after a market in which nothing moved', () => {
    const still = Array<number>(20).fill(100);
    const rising = Array.from({ length: 40 }, (_, index) => 101 + index);
    const column = [...still, ...rising];
    const rows = values(adx(5), barsOf({ high: column, low: column, close: column }));
    expect(rows[0]).toEqual({ adx: 0, plusDi: 0, minusDi: 0 });
    expect(rows.at(-1)?.plusDi).toBeCloseTo(100, 9);
    expect(rows.at(-1)?.minusDi).toBe(0);
    expect(rows.at(-1)?.adx).toBeGreaterThan(99);
  });

  it('counts neither direction of movements that are equal on paper but not in binary', () => {
    const bars = barsOf({ high: [102.1, 102.4], low: [8.4, 8.1], close: [50, 50] });
    expect(102.4 - 102.1).not.toBe(8.4 - 8.1);
    expect(values(adx(1), bars)).toEqual([{ adx: 0, plusDi: 0, minusDi: 0 }]);
  });

  it('is the same for a market and for the market in a tenth of its unit', () => {
    fc.assert(
      fc.property(klines({ minLength: 10, maxLength: 60 }, { min: 0, max: 0 }), (bars) => {
        const tenths = bars.map((bar) => ({ ...bar, high: bar.high / 10, low: bar.low / 10, close: bar.close / 10 }));
        const [whole, tenth] = [values(adx(5), bars), values(adx(5), tenths)];
        expect(
          misses(
            tenth.map((row) => row.adx),
            whole.map((row) => row.adx),
            1e-7,
          ),
        ).toEqual([]);
      }),
    );
  });

  it('counts neither direction on an inside bar and on an outside bar of equal reach', () => {
    const inside = barsOf({ high: [12, 11, 10.5], low: [8, 9, 9.5], close: [10, 10, 10] });
    const outside = barsOf({ high: [12, 13, 14], low: [8, 7, 6], close: [10, 10, 10] });
    expect(values(adx(1), inside).map((row) => [row.plusDi, row.minusDi])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(values(adx(1), outside).map((row) => [row.plusDi, row.minusDi])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});
