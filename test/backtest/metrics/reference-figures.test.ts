// Figures published by another implementation: the regression tests of empyrical (Quantopian), empyrical/tests/test_stats.py
// of its last release: series `mixed_returns` (its leading NaN left out), `weekly_returns`, `monthly_returns`, `positive_returns`,
// `negative_returns`, `simple_benchmark`, `df_simple`. Its periods a year are 252, 52 and 12.
import { describe, expect, it } from 'vitest';
import { cagr } from '../../../backtest/metrics/cagr.ts';
import { calmar } from '../../../backtest/metrics/calmar.ts';
import { dailyEquity } from '../../../backtest/metrics/daily-equity.ts';
import { dailyReturns } from '../../../backtest/metrics/daily-returns.ts';
import { endEquityOf } from '../../../backtest/metrics/equity-series.ts';
import { maxDrawdown } from '../../../backtest/metrics/max-drawdown.ts';
import { YEAR_MS } from '../../../backtest/metrics/period.ts';
import { sharpe } from '../../../backtest/metrics/sharpe.ts';
import { sortino } from '../../../backtest/metrics/sortino.ts';
import { totalReturn } from '../../../backtest/metrics/total-return.ts';
import { volatility } from '../../../backtest/metrics/volatility.ts';
import { seriesOfDailyReturns } from './equity.ts';

const percent = (...values: readonly number[]): number[] => values.map((value) => value / 100);

const MIXED = percent(1, 10, -4, 2, 3, 2, 1, -10);
/** The same with a leading 0, which empyrical calls weekly or monthly returns. */
const MIXED_FROM_ZERO = percent(0, 1, 10, -4, 2, 3, 2, 1, -10);
const POSITIVE = percent(1, 2, 1, 1, 1, 1, 1, 1, 1);
const NEGATIVE = percent(0, -6, -7, -1, -9, -2, -6, -8, -5);
const BENCHMARK = percent(0, 1, 0, 1, 0, 1, 0, 1, 0);
const ONE = [-0.00171614, 0.01322056, 0.03063862, -0.01422057, -0.00489779, 0.01268925, -0.03357711, 0.01797036];
const TWO = [0.01846232, 0.00793951, -0.01448395, 0.00422537, -0.00339611, 0.03756813, 0.0151531, 0.03549769];

const DIGITS = 8;

describe('metrics agree with the figures empyrical publishes', () => {
  it.each([
    { name: 'mixed', returns: MIXED, expected: 0.03893, digits: 4 },
    { name: 'negative', returns: NEGATIVE, expected: -0.3659, digits: 4 },
  ])('total return of $name returns', ({ returns, expected, digits }) => {
    const series = seriesOfDailyReturns(returns);
    expect(totalReturn(series.startEquity, endEquityOf(series))).toBeCloseTo(expected, digits);
  });

  it.each([
    { name: 'daily', periods: 9, perYear: 252, expected: 1.9135925373194231 },
    { name: 'weekly', periods: 9, perYear: 52, expected: 0.24690830513998208 },
    { name: 'monthly', periods: 9, perYear: 12, expected: 0.052242061386048144 },
  ])('annual return of mixed $name returns', ({ periods, perYear, expected }) => {
    const endEquity = endEquityOf(seriesOfDailyReturns(MIXED));
    expect(cagr(100, endEquity, (periods / perYear) * YEAR_MS)).toBeCloseTo(expected, DIGITS);
  });

  it.each([
    { name: 'mixed', returns: MIXED, expected: 0.1 },
    { name: 'positive', returns: POSITIVE, expected: 0 },
    { name: 'negative', returns: NEGATIVE, expected: 0.36590730349873601 },
    { name: 'up, down, up', returns: percent(10, -10, 10), expected: 0.1 },
    { name: 'never falling', returns: BENCHMARK, expected: 0 },
  ])('maximum drawdown of $name returns', ({ returns, expected }) => {
    expect(maxDrawdown(seriesOfDailyReturns(returns))).toBeCloseTo(expected, DIGITS);
  });

  it.each([
    { name: 'mixed daily', returns: MIXED, perYear: 252, expected: 0.9136465399704637 },
    { name: 'mixed weekly', returns: MIXED_FROM_ZERO, perYear: 52, expected: 0.38851569394870583 },
    { name: 'mixed monthly', returns: MIXED_FROM_ZERO, perYear: 12, expected: 0.18663690238892558 },
  ])('volatility of $name returns', ({ returns, perYear, expected }) => {
    expect(volatility(returns, perYear)).toBeCloseTo(expected, DIGITS);
  });

  it.each([
    { name: 'mixed', returns: MIXED, expected: 1.7238613961706866 },
    { name: 'positive', returns: POSITIVE, expected: 52.915026221291804 },
    { name: 'negative', returns: NEGATIVE, expected: -24.406808633910085 },
  ])('Sharpe ratio of $name returns', ({ returns, expected }) => {
    expect(sharpe(returns, 0, 252)).toBeCloseTo(expected, DIGITS);
  });

  it.each([
    { name: 'mixed daily', returns: MIXED, perYear: 252, expected: 2.605531251673693 },
    { name: 'negative daily', returns: NEGATIVE, perYear: 252, expected: -13.532743075043401 },
    { name: 'mixed weekly', returns: MIXED_FROM_ZERO, perYear: 52, expected: 1.1158901056866439 },
    { name: 'mixed monthly', returns: MIXED_FROM_ZERO, perYear: 12, expected: 0.53605626741889756 },
    { name: 'first noisy daily', returns: ONE, perYear: 252, expected: 3.0639640966566306 },
    { name: 'second noisy daily', returns: TWO, perYear: 252, expected: 38.090963117002495 },
    { name: 'first noisy monthly', returns: ONE, perYear: 12, expected: 0.6686117809312383 },
  ])('Sortino ratio of $name returns', ({ returns, perYear, expected }) => {
    expect(sortino(returns, 0, perYear)).toBeCloseTo(expected, DIGITS);
  });

  it.each([
    { name: 'daily', perYear: 252, expected: 19.135925373194233 },
    { name: 'weekly', perYear: 52, expected: 2.4690830513998208 },
    { name: 'monthly', perYear: 12, expected: 0.52242061386048144 },
  ])('Calmar ratio of mixed $name returns', ({ perYear, expected }) => {
    const series = seriesOfDailyReturns(MIXED);
    const growth = cagr(100, endEquityOf(series), (9 / perYear) * YEAR_MS);
    expect(calmar(growth, maxDrawdown(series))).toBeCloseTo(expected, DIGITS);
  });

  it('the daily returns of the equity are those it was made of', () => {
    const returns = dailyReturns(dailyEquity(seriesOfDailyReturns(ONE)));
    expect(returns).toHaveLength(ONE.length);
    for (const [index, value] of returns.entries()) expect(value).toBeCloseTo(ONE[index] ?? NaN, 12);
  });
});
