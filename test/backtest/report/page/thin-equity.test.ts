import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { EquitySeries } from '../../../../backtest/metrics/equity-series.ts';
import { maxDrawdown } from '../../../../backtest/metrics/max-drawdown.ts';
import { thinEquity } from '../../../../backtest/report/page/thin-equity.ts';

const seriesOf = ([startEquity = 0, ...rest]: readonly number[]): EquitySeries => ({
  startTime: 1_000,
  startEquity,
  time: Float64Array.from(rest, (_, index) => 2_000 + index * 1_000),
  equity: Float64Array.from(rest),
});

const curve = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 300 });

describe('a thinned equity curve', () => {
  test.prop([curve, fc.integer({ min: 1, max: 12 })])(
    'keeps first, last, least and greatest point and the deepest drawdown, in few points',
    (equity, stretches) => {
      const thin = thinEquity(seriesOf(equity), stretches);
      expect(thin.equity[0]).toBe(equity[0]);
      expect(thin.equity.at(-1)).toBe(equity.at(-1));
      expect(Math.min(...thin.equity)).toBe(Math.min(...equity));
      expect(Math.max(...thin.equity)).toBe(Math.max(...equity));
      expect(Math.max(...thin.drawdown)).toBe(maxDrawdown(seriesOf(equity)));
      expect(thin.equity.length).toBeLessThanOrEqual(stretches * 6);
    },
  );

  test.prop([curve, fc.integer({ min: 1, max: 12 })])(
    'shows the deepest drawdown to whoever reckons it from the points that are left',
    (equity, stretches) => {
      const { equity: left } = thinEquity(seriesOf(equity), stretches);
      expect(maxDrawdown(seriesOf(left))).toBe(maxDrawdown(seriesOf(equity)));
    },
  );

  test.prop([curve, fc.integer({ min: 1, max: 12 })])(
    'has only points of the curve, in their order, each with its drawdown on the whole curve',
    (equity, stretches) => {
      const thin = thinEquity(seriesOf(equity), stretches);
      expect([...thin.time].toSorted((a, b) => a - b)).toEqual(thin.time);
      for (const [point, time] of thin.time.entries()) {
        const index = time / 1_000 - 1;
        const peak = Math.max(...equity.slice(0, index + 1));
        expect(thin.equity[point]).toBe(equity[index]);
        expect(thin.drawdown[point]).toBe((peak - (equity[index] ?? 0)) / peak);
      }
    },
  );

  it('is the whole curve where that is short', () => {
    expect(thinEquity(seriesOf([100, 110, 99, 120]))).toEqual({
      time: [1_000, 2_000, 3_000, 4_000],
      equity: [100, 110, 99, 120],
      drawdown: [0, 0, 0.1, 0],
    });
  });

  it('has no drawdown below nothing', () => {
    expect(thinEquity(seriesOf([0, -5, 0])).drawdown).toEqual([0, 0, 0]);
  });
});
