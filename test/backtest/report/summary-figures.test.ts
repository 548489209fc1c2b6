// The figures of a summary as a whole: edges of the run, settings, and that nothing in them is no number.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSummary } from '../../../backtest/report/summary.ts';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import { outcome, START_TIME, trade } from './run.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A run on 10,000 with a point of equity at each of these hours. */
const runOf = (
  points: readonly (readonly [hour: number, equity: number])[],
  changes: Parameters<typeof outcome>[0] = {},
) =>
  outcome({
    initialEquity: toDecimal(10_000),
    finalEquity: toDecimal(points.at(-1)?.[1] ?? 10_000),
    equity: {
      startTime: START_TIME,
      startEquity: 10_000,
      time: Float64Array.from(points, ([hour]) => START_TIME + hour * HOUR_MS),
      equity: Float64Array.from(points, ([, equity]) => equity),
    },
    ...changes,
  });

const nothing = {
  sharpe: null,
  sharpeConfidence: null,
  sortino: null,
  omega: null,
  skewness: null,
  kurtosis: null,
  tailRatio: null,
};

describe('the figures of a summary', () => {
  it.each([
    {
      name: 'that was interrupted before its first kline closed',
      run: runOf([], { interrupted: true, trades: [] }),
      expected: {
        ...nothing,
        ulcerIndexRatio: null,
        timeUnderWater: null,
        valueAtRiskRatio: null,
        bestDay: null,
        worstDay: null,
        monthlyReturns: [],
        yearlyReturns: [],
        benchmark: null,
        longestWinningStreak: 0,
        longestLosingStreak: 0,
        monteCarlo: null,
      },
    },
    {
      name: 'of half a day',
      run: runOf([[12, 10_100]]),
      expected: {
        ...nothing,
        tailRatio: 1,
        ulcerIndexRatio: 0,
        timeUnderWater: { longestMs: 0, shareRatio: 0 },
        bestDay: { date: '2025-01-01', returnRatio: expect.closeTo(0.01, 12) },
        worstDay: { date: '2025-01-01', returnRatio: expect.closeTo(0.01, 12) },
        monthlyReturns: [{ period: '2025-01', returnRatio: expect.closeTo(0.01, 12) }],
      },
    },
    {
      name: 'whose equity never moved',
      run: runOf([
        [24, 10_000],
        [48, 10_000],
        [72, 10_000],
      ]),
      expected: {
        ...nothing,
        volatilityRatio: 0,
        ulcerIndexRatio: 0,
        valueAtRiskRatio: 0,
        timeUnderWater: { longestMs: 0, shareRatio: 0 },
      },
    },
    {
      name: 'that lost all on its second day',
      run: runOf(
        [
          [24, 12_000],
          [36, 0],
        ],
        { bust: true },
      ),
      expected: {
        maxDrawdownRatio: 1,
        worstDay: { date: '2025-01-02', returnRatio: -1 },
        timeUnderWater: { longestMs: 12 * HOUR_MS, shareRatio: 1 / 3 },
        yearlyReturns: [{ period: '2025', returnRatio: -1 }],
      },
    },
    {
      name: 'that came to owe more than it had, over the end of a month',
      run: runOf([
        [24, -5_000],
        [31 * 24 + 24, -6_000],
      ]),
      expected: {
        maxDrawdownRatio: 1.6,
        ulcerIndexRatio: expect.closeTo(Math.sqrt((31 * 1.5 ** 2 + 1.6 ** 2) / 32), 9),
        worstDay: { date: '2025-01-01', returnRatio: -1.5 },
        monthlyReturns: [
          { period: '2025-01', returnRatio: -1.5 },
          { period: '2025-02', returnRatio: null },
        ],
      },
    },
  ])('of a run $name', ({ run, expected }) => {
    expect(buildSummary(run)).toMatchObject(expected);
  });

  it('count from the risk-free return that is set', () => {
    const days = [
      [24, 10_100],
      [48, 10_050],
      [72, 10_200],
    ] as const;
    const figureSettings = { riskFreeRatio: 0.05, trials: 1, trialsSharpeVariance: null, shuffles: 0 };
    const [free, charged] = [buildSummary(runOf(days)), buildSummary(runOf(days, { figureSettings }))];
    expect(charged.riskFreeRatio).toBe(0.05);
    const rate = 1.05 ** (1 / 365) - 1;
    const deviation = (free.volatilityRatio ?? NaN) / Math.sqrt(365);
    expect(charged.sharpe).toBeCloseTo((free.sharpe ?? NaN) - (rate / deviation) * Math.sqrt(365), 9);
    expect(charged.sortino).toBeLessThan(free.sortino ?? NaN);
    expect(charged.omega).toBeLessThan(free.omega ?? NaN);
    expect(charged.volatilityRatio).toBe(free.volatilityRatio);
  });

  it('deflate the Sharpe ratio by the trials that are set, their variance a year', () => {
    const days = Array.from({ length: 60 }, (_, day) => [24 * (day + 1), 10_000 + 20 * day + 150 * (day % 2)] as const);
    const withTrials = (trials: number, trialsSharpeVariance: number | null) =>
      buildSummary(runOf(days, { figureSettings: { riskFreeRatio: 0, trials, trialsSharpeVariance, shuffles: 0 } }))
        .sharpeConfidence;
    const one = withTrials(1, null);
    expect(one).toMatchObject({ trials: 1, expectedMaximum: 0, deflatedProbabilityRatio: one?.probabilityRatio });
    const ten = withTrials(10, null);
    expect(ten?.deflatedProbabilityRatio).toBeLessThan(one?.deflatedProbabilityRatio ?? NaN);
    // Without a variance it is that of trials without skill: 365 / (n − 1) a year.
    expect(withTrials(10, 365 / 59)?.expectedMaximum).toBeCloseTo(ten?.expectedMaximum ?? NaN, 12);
    expect(withTrials(10, (4 * 365) / 59)?.expectedMaximum).toBeCloseTo(2 * (ten?.expectedMaximum ?? NaN), 12);
  });

  it('take trades by their exit: a streak is what one lived through', () => {
    const results = ['5', '-1', '-2', '-3', '4'];
    const trades = results.map((result, index) =>
      trade({ tradeId: `t${index}`, result: toDecimal(result), exitTime: START_TIME + (index + 1) * HOUR_MS }),
    );
    const entered = [trades[4], trades[1], trades[0], trades[3], trades[2]].filter((one) => one !== undefined);
    const summary = buildSummary(outcome({ trades: [...entered, trade({ open: true, result: toDecimal('-99') })] }));
    expect(summary).toMatchObject({ longestWinningStreak: 1, longestLosingStreak: 3 });
    // 10,005 falls by 6.
    expect(summary.monteCarlo?.observedRatio).toBeCloseTo(6 / 10_005, 12);
  });

  it('shuffle by the seed of the run and as often as is set', () => {
    const trades = ['50', '-40', '30', '-20', '10'].map((result, index) =>
      trade({ result: toDecimal(result), exitTime: START_TIME + index * HOUR_MS }),
    );
    const monteCarlo = (seed: number, shuffles: number) =>
      buildSummary(
        outcome({
          trades,
          seed,
          figureSettings: { riskFreeRatio: 0, trials: 1, trialsSharpeVariance: null, shuffles },
        }),
      ).monteCarlo;
    expect(monteCarlo(1, 7)).toEqual(monteCarlo(1, 7));
    expect(monteCarlo(1, 7)?.shuffles).toBe(7);
    expect(monteCarlo(1, 7)).not.toEqual(monteCarlo(2, 7));
    expect(monteCarlo(1, 0)).toBeNull();
  });

  it('are numbers or null, whatever the run', () => {
    const equities = fc.array(
      fc.oneof(fc.integer({ min: -20_000, max: 40_000 }), fc.constantFrom(0, 10_000, 1e-8, 1e12)),
      { maxLength: 40 },
    );
    const results = fc.array(fc.oneof(fc.integer({ min: -9_000, max: 9_000 }), fc.constant(0)), { maxLength: 12 });
    fc.assert(
      fc.property(equities, results, fc.integer({ min: 1, max: 400 }), (path, outcomes, stepHours) => {
        const points = path.map((equity, index) => [(index + 1) * stepHours, equity] as const);
        const closes = Float64Array.from(path, (equity) => Math.abs(equity) + 1);
        const openTime = closes.map((_, index) => START_TIME + index * DAY_MS);
        const market = { symbol: 'BTCUSDT', interval: '1d', length: path.length, openTime, close: closes } as const;
        const trades = outcomes.map((result, index) =>
          trade({ result: toDecimal(result), exitTime: START_TIME + index * HOUR_MS }),
        );
        const summary = buildSummary(
          runOf(points, { trades, prices: [{ ...market, open: closes, high: closes, low: closes }] }),
        );
        // JSON writes null for what is no number, so text that reads back the same had none.
        expect(numbersOf(summary).every(Number.isFinite)).toBe(true);
        expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
      }),
    );
  });
});

function numbersOf(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}
