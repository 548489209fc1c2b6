import fc from 'fast-check';
import { ATR } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { atr } from '../../../engine/indicators/atr.ts';
import { ACHELIS_ATR, STOCKCHARTS_ATR } from './references.ts';
import { barsOf, misses, klines, stepAll, values } from './support.ts';

describe('atr', () => {
  it('gives the values of the StockCharts worksheet', () => {
    expect(misses(values(atr(14), barsOf(STOCKCHARTS_ATR)), STOCKCHARTS_ATR.atr, 1e-6)).toEqual([]);
  });

  it("gives the values of Achelis's example", () => {
    expect(misses(values(atr(4), barsOf(ACHELIS_ATR)), ACHELIS_ATR.atr, 0.0001)).toEqual([]);
  });

  it('counts the first bar with its own range, which technicalindicators alone leaves out', () => {
    const bars = barsOf({ high: [12, 13, 15], low: [8, 11, 12], close: [10, 12, 14] });
    const alone = new ATR({ period: 2, high: [], low: [], close: [] });
    expect(stepAll(atr(2), bars)).toEqual([undefined, 3.5, 3.25]);
    expect(bars.map((bar) => alone.nextValue(bar))).toEqual([undefined, undefined, 3]);
  });

  it('measures a gap from the close before, upwards and downwards', () => {
    const up = barsOf({ high: [10, 20], low: [10, 19], close: [10, 20] });
    const down = barsOf({ high: [10, 5], low: [10, 4], close: [10, 4] });
    expect([values(atr(1), up), values(atr(1), down)]).toEqual([
      [0, 10],
      [0, 6],
    ]);
  });

  it('is the recursion written out', () => {
    fc.assert(
      fc.property(klines({ minLength: 5, maxLength: 60 }), (bars) => {
        const ranges = bars.map((bar, index) => {
          const before = bars[index - 1]?.close ?? bar.close;
          return Math.max(bar.high, before) - Math.min(bar.low, before);
        });
        let average = ranges.slice(0, 5).reduce((sum, range) => sum + range, 0) / 5;
        const expected = ranges.slice(4).map((range, index) => {
          if (index > 0) average = (average * 4 + range) / 5;
          return average;
        });
        expect(misses(values(atr(5), bars), expected, 1e-9 * Math.max(...ranges, 1))).toEqual([]);
      }),
    );
  });
});
