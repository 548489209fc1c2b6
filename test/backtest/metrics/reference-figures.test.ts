// Our figures are those that others have published for the same input.
import { describe, expect, it } from 'vitest';
import { dailyEquity } from '../../../backtest/metrics/daily-equity.ts';
import { dailyReturns } from '../../../backtest/metrics/daily-returns.ts';
import { seriesOfDailyReturns } from './equity.ts';
import { differenceOf, toleranceOf } from './published/agreement.ts';
import { PUBLISHED_FIGURES } from './published/published-figures.ts';
import { ONE } from './published/published-series.ts';

describe('our figures are the published ones', () => {
  it.each(PUBLISHED_FIGURES)('$metric of $of: $published ($source)', (figure) => {
    expect(Math.abs(differenceOf(figure))).toBeLessThanOrEqual(toleranceOf(figure));
  });

  it('the daily returns of the equity are those it was made of', () => {
    const returns = dailyReturns(dailyEquity(seriesOfDailyReturns(ONE)));
    expect(returns).toHaveLength(ONE.length);
    for (const [index, value] of returns.entries()) expect(value).toBeCloseTo(ONE[index] ?? NaN, 12);
  });
});
