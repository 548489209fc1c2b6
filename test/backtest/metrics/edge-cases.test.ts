// What each metric says where its formula has no answer, and at the ends of its range.
import { describe, expect, it } from 'vitest';
import { averageTradeDuration } from '../../../backtest/metrics/average-trade-duration.ts';
import { cagr } from '../../../backtest/metrics/cagr.ts';
import { calmar } from '../../../backtest/metrics/calmar.ts';
import { expectancy } from '../../../backtest/metrics/expectancy.ts';
import { maxDrawdown } from '../../../backtest/metrics/max-drawdown.ts';
import { DAY_MS, YEAR_MS } from '../../../backtest/metrics/period.ts';
import { profitFactor } from '../../../backtest/metrics/profit-factor.ts';
import { sharpe } from '../../../backtest/metrics/sharpe.ts';
import { sortino } from '../../../backtest/metrics/sortino.ts';
import { totalReturn } from '../../../backtest/metrics/total-return.ts';
import { volatility } from '../../../backtest/metrics/volatility.ts';
import { winRatio } from '../../../backtest/metrics/win-ratio.ts';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import { seriesOfPoints, START_TIME } from './equity.ts';

const money = (...amounts: readonly string[]) => amounts.map(toDecimal);

const nearly = (value: number | null): unknown => (value === null ? null : expect.closeTo(value, 12));

describe('metrics of return and spread', () => {
  it.each([
    { name: 'no days', returns: [], volatilityRatio: null, sharpeRatio: null, sortinoRatio: null },
    { name: 'one day', returns: [0.01], volatilityRatio: null, sharpeRatio: null, sortinoRatio: null },
    { name: 'days without any change', returns: [0, 0, 0], volatilityRatio: 0, sharpeRatio: null, sortinoRatio: null },
    { name: 'equal gains', returns: [0.5, 0.5], volatilityRatio: 0, sharpeRatio: null, sortinoRatio: null },
    {
      name: 'equal losses',
      returns: [-0.5, -0.5],
      volatilityRatio: 0,
      sharpeRatio: null,
      sortinoRatio: -Math.sqrt(365),
    },
  ])('of $name', ({ returns, volatilityRatio, sharpeRatio, sortinoRatio }) => {
    expect(volatility(returns)).toBe(volatilityRatio);
    expect(sharpe(returns)).toBe(sharpeRatio);
    expect(sortino(returns)).toBe(sortinoRatio);
  });

  it('takes a spread that is only the rounding of equity for none', () => {
    expect(sharpe([0.01, 0.01 + 2e-15, 0.01])).toBeNull();
    expect(sharpe([0.01, 0.01 + 2e-9, 0.01])).toBeGreaterThan(0);
    expect(sortino([0.01, -2e-15, 0.01])).toBeNull();
    expect(sortino([0.01, -2e-9, 0.01])).toBeGreaterThan(0);
  });

  it('annualises daily returns by 365 days', () => {
    // Mean 0.01, sample deviation √2 · 0.01.
    expect(volatility([0, 0.02])).toBeCloseTo(Math.SQRT2 * 0.01 * Math.sqrt(365), 12);
    expect(sharpe([0, 0.02])).toBeCloseTo(Math.sqrt(365) / Math.SQRT2, 12);
    // Mean 0.01, downside deviation √(0.01² / 2).
    expect(sortino([-0.01, 0.03])).toBeCloseTo(Math.SQRT2 * Math.sqrt(365), 12);
  });
});

describe('metrics of the whole run', () => {
  it.each([
    { name: 'unchanged', start: 100, end: 100, elapsedMs: YEAR_MS, whole: 0, yearly: 0 },
    { name: 'doubled in half a year', start: 100, end: 200, elapsedMs: YEAR_MS / 2, whole: 1, yearly: 3 },
    { name: 'halved in two years', start: 100, end: 50, elapsedMs: 2 * YEAR_MS, whole: -0.5, yearly: Math.SQRT1_2 - 1 },
    { name: 'lost wholly', start: 100, end: 0, elapsedMs: YEAR_MS, whole: -1, yearly: -1 },
    { name: 'lost and more', start: 100, end: -10, elapsedMs: YEAR_MS, whole: -1.1, yearly: -1 },
    { name: 'no time passed', start: 100, end: 100, elapsedMs: 0, whole: 0, yearly: null },
    { name: 'nothing put in', start: 0, end: 0, elapsedMs: YEAR_MS, whole: null, yearly: null },
    { name: 'doubled in a minute', start: 100, end: 200, elapsedMs: 60_000, whole: 1, yearly: null },
  ])('return when $name', ({ start, end, elapsedMs, whole, yearly }) => {
    expect({ whole: totalReturn(start, end), yearly: cagr(start, end, elapsedMs) }).toEqual({
      whole: nearly(whole),
      yearly: nearly(yearly),
    });
  });

  it.each([
    { name: 'no points', points: [], expected: 0 },
    { name: 'a fall from the start', points: [80, 90], expected: 0.2 },
    { name: 'the deeper of two falls, each from its own peak', points: [120, 90, 200, 160], expected: 0.25 },
    { name: 'a total loss', points: [150, 0], expected: 1 },
    { name: 'more owed than had', points: [100, -50], expected: 1.5 },
  ])('maximum drawdown of $name', ({ points, expected }) => {
    const series = seriesOfPoints(points.map((equity, index) => [START_TIME + (index + 1) * DAY_MS, equity]));
    expect(maxDrawdown(series)).toBe(expected);
  });

  it('has no drawdown where nothing was put in', () => {
    expect(maxDrawdown(seriesOfPoints([[START_TIME + DAY_MS, 0]], 0))).toBeNull();
  });

  it.each([
    { name: 'an undefined growth', growth: null, drawdown: 0.1, expected: null },
    { name: 'an undefined drawdown', growth: 0.1, drawdown: null, expected: null },
    { name: 'equity that never fell', growth: 0.1, drawdown: 0, expected: null },
    { name: 'a loss', growth: -0.5, drawdown: 0.5, expected: -1 },
  ])('Calmar ratio of $name', ({ growth, drawdown, expected }) => {
    expect(calmar(growth, drawdown)).toBe(expected);
  });
});

describe('metrics of trades', () => {
  it.each([
    { name: 'no trades', results: [], factor: null, mean: undefined, wins: null },
    { name: 'only wins', results: ['10', '20'], factor: null, mean: '15', wins: 1 },
    { name: 'only losses', results: ['-10', '-20'], factor: 0, mean: '-15', wins: 0 },
    { name: 'wins and losses', results: ['30', '-10', '-10'], factor: 1.5, mean: '3.33333333', wins: 1 / 3 },
    { name: 'a trade that came out even', results: ['0', '-4'], factor: 0, mean: '-2', wins: 0 },
    { name: 'trades that all came out even', results: ['0', '0'], factor: null, mean: '0', wins: 0 },
    {
      name: 'a mean that is rounded half up',
      results: ['0.00000001', '0'],
      factor: null,
      mean: '0.00000001',
      wins: 0.5,
    },
  ])('of $name', ({ results, factor, mean, wins }) => {
    expect(profitFactor(money(...results))).toBe(factor);
    expect(expectancy(money(...results))?.toString()).toBe(mean);
    expect(winRatio(money(...results))).toBe(wins);
  });

  it('sums results without losing a digit', () => {
    // As doubles the sum of ten times 0.1 is 0.9999999999999999.
    expect(expectancy(money(...Array.from({ length: 10 }, () => '0.1')))?.toString()).toBe('0.1');
    expect(profitFactor(money('0.3', '-0.1', '-0.2'))).toBe(1);
  });

  it('averages how long trades lasted', () => {
    expect(averageTradeDuration([])).toBeNull();
    expect(averageTradeDuration([{ entryTime: 5, exitTime: 5 }])).toBe(0);
    expect(
      averageTradeDuration([
        { entryTime: 1_000, exitTime: 4_000 },
        { entryTime: 2_000, exitTime: 3_000 },
      ]),
    ).toBe(2_000);
  });
});
