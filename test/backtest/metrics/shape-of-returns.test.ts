// What the metrics of the shape of returns say at the ends of their range, and what holds for all returns.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyEquity } from '../../../backtest/metrics/daily-equity.ts';
import { bestDay, worstDay } from '../../../backtest/metrics/extreme-days.ts';
import { kurtosis } from '../../../backtest/metrics/kurtosis.ts';
import { maxDrawdown } from '../../../backtest/metrics/max-drawdown.ts';
import { omega } from '../../../backtest/metrics/omega.ts';
import { dailyRate } from '../../../backtest/metrics/period.ts';
import { sampleQuantile } from '../../../backtest/metrics/sample-quantile.ts';
import { sharpe } from '../../../backtest/metrics/sharpe.ts';
import { skewness } from '../../../backtest/metrics/skewness.ts';
import { sortino } from '../../../backtest/metrics/sortino.ts';
import { tailRatio } from '../../../backtest/metrics/tail-ratio.ts';
import { ulcerIndex } from '../../../backtest/metrics/ulcer-index.ts';
import { valueAtRisk } from '../../../backtest/metrics/value-at-risk.ts';
import { DAY_MS, HOUR_MS, seriesOfDailyReturns, seriesOfPoints, START_TIME } from './equity.ts';

const FIRST_DAY = START_TIME / DAY_MS;

const someReturns = fc
  .array(fc.integer({ min: -800, max: 800 }), { minLength: 2, maxLength: 60 })
  .map((values) => values.map((value) => value / 10_000));

const near = (value: number | null): unknown => (value === null ? null : expect.closeTo(value, 9));

describe('metrics of the shape of returns', () => {
  it.each([
    { name: 'no days', returns: [], shape: [null, null, null, null, null] },
    { name: 'one gain', returns: [0.02], shape: [null, null, null, 1, -0.02] },
    { name: 'one loss', returns: [-0.02], shape: [null, null, 0, 1, 0.02] },
    { name: 'days without any change', returns: [0, 0, 0], shape: [null, null, null, null, 0] },
    { name: 'a gain and as great a loss', returns: [0.01, -0.01], shape: [0, 1, 1, 1, 0.009] },
    { name: 'a total loss', returns: [0, 0, 0, -1], shape: [-2 / Math.sqrt(3), 7 / 3, 0, 0, 0.85] },
    { name: 'equal gains', returns: [0.5, 0.5, 0.5], shape: [null, null, null, 1, -0.5] },
  ])('of $name', ({ returns, shape }) => {
    const found = [skewness(returns), kurtosis(returns), omega(returns), tailRatio(returns), valueAtRisk(returns)];
    expect(found).toEqual(shape.map(near));
  });

  it('has the far day of the whole list, the first of several', () => {
    const returns = [0.01, 0.03, -0.02, 0.03, -0.02];
    expect(bestDay(returns, FIRST_DAY)).toEqual({ date: '2025-01-02', returnRatio: 0.03 });
    expect(worstDay(returns, FIRST_DAY)).toEqual({ date: '2025-01-03', returnRatio: -0.02 });
    expect([bestDay([], FIRST_DAY), worstDay([], FIRST_DAY)]).toEqual([null, null]);
    fc.assert(
      fc.property(someReturns, (some) => {
        const ascending = some.toSorted((a, b) => a - b);
        expect(bestDay(some, FIRST_DAY)?.returnRatio).toBe(ascending.at(-1));
        expect(worstDay(some, FIRST_DAY)?.returnRatio).toBe(ascending[0]);
      }),
    );
  });

  it('does not depend on the order of the days', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        const other = returns.toReversed();
        for (const metric of [skewness, kurtosis, omega, tailRatio, valueAtRisk]) {
          const [one, two] = [metric(returns), metric(other)];
          expect(one === null).toBe(two === null);
          expect(one ?? 0).toBeCloseTo(two ?? 0, 9);
        }
      }),
    );
  });

  it('does not depend on how much was put in, where it is a ratio of returns', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        const quadrupled = returns.map((value) => value * 4);
        for (const metric of [skewness, kurtosis, omega, tailRatio]) {
          expect(metric(quadrupled) ?? 0).toBeCloseTo(metric(returns) ?? 0, 9);
        }
        expect(valueAtRisk(quadrupled)).toBeCloseTo(4 * (valueAtRisk(returns) ?? NaN), 12);
      }),
    );
  });

  it('turns with the sign of the returns', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        const turned = returns.map((value) => -value);
        expect(skewness(turned) ?? 0).toBeCloseTo(-(skewness(returns) ?? 0), 9);
        expect(kurtosis(turned) ?? 0).toBeCloseTo(kurtosis(returns) ?? 0, 9);
        const [one, other] = [omega(returns), omega(turned)];
        fc.pre(one !== null && other !== null);
        expect((one ?? NaN) * (other ?? NaN)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('has an Omega of 1 against the mean', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
        const ratio = omega(returns, mean);
        fc.pre(ratio !== null);
        expect(ratio).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe('the risk-free return', () => {
  it('is the return a day that compounds to that of a year', () => {
    expect(dailyRate(0)).toBe(0);
    expect((1 + dailyRate(0.05)) ** 365).toBeCloseTo(1.05, 12);
    expect((1 + dailyRate(-0.02)) ** 365).toBeCloseTo(0.98, 12);
  });

  it('lowers Sharpe, Sortino and Omega as if every return were that much less', () => {
    fc.assert(
      fc.property(someReturns, fc.integer({ min: 0, max: 100 }), (returns, basisPoints) => {
        const rate = basisPoints / 10_000;
        const excess = returns.map((value) => value - rate);
        for (const metric of [sharpe, sortino, omega]) {
          expect(metric(returns, rate) ?? 0).toBeCloseTo(metric(excess) ?? 0, 6);
        }
      }),
    );
  });
});

describe('sampleQuantile', () => {
  it.each([
    { name: 'nothing', values: [], p: 0.5, expected: null },
    { name: 'one value', values: [7], p: 0.05, expected: 7 },
    { name: 'the least', values: [3, 1, 2], p: 0, expected: 1 },
    { name: 'the greatest', values: [3, 1, 2], p: 1, expected: 3 },
    { name: 'the median of an even count', values: [4, 1, 3, 2], p: 0.5, expected: 2.5 },
    { name: 'a place between two', values: [0, 10], p: 0.05, expected: 0.5 },
  ])('of $name', ({ values, p, expected }) => {
    expect(sampleQuantile(values, p)).toBe(expected);
  });
});

describe('ulcerIndex', () => {
  const ulcerOf = (...points: readonly (readonly [hour: number, equity: number])[]) =>
    ulcerIndex(dailyEquity(seriesOfPoints(points.map(([hour, equity]) => [START_TIME + hour * HOUR_MS, equity]))));

  it.each([
    { name: 'no points', points: [], expected: null },
    {
      name: 'equity that only rose',
      points: [
        [24, 110],
        [48, 120],
      ],
      expected: 0,
    },
    {
      name: 'a fall from the start',
      points: [
        [24, 90],
        [48, 90],
      ],
      expected: 0.1,
    },
    {
      name: 'a fall within the day, which is not seen',
      points: [
        [12, 50],
        [24, 100],
      ],
      expected: 0,
    },
    {
      name: 'a fall and a rise',
      points: [
        [24, 80],
        [48, 100],
        [72, 60],
        [96, 100],
      ],
      expected: Math.sqrt(0.2 / 4),
    },
    {
      name: 'a day without points, which repeats the fall',
      points: [
        [24, 90],
        [72, 100],
      ],
      expected: Math.sqrt(0.02 / 3),
    },
    { name: 'a total loss', points: [[24, 0]], expected: 1 },
    { name: 'more owed than had', points: [[24, -50]], expected: 1.5 },
  ] as const)('of $name', ({ points, expected }) => {
    expect(ulcerOf(...points)).toEqual(near(expected));
  });

  it('is undefined where nothing was put in', () => {
    expect(ulcerIndex(dailyEquity(seriesOfPoints([[START_TIME + DAY_MS, 0]], 0)))).toBeNull();
  });

  it('never exceeds the maximum drawdown', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        const series = seriesOfDailyReturns(returns);
        expect(ulcerIndex(dailyEquity(series))).toBeLessThanOrEqual((maxDrawdown(series) ?? NaN) + 1e-12);
      }),
    );
  });
});
