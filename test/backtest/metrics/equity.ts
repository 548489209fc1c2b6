// Equity series for the metrics' tests: from daily returns, or point by point.
import type { EquitySeries } from '../../../backtest/metrics/equity-series.ts';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const START_TIME = Date.UTC(2025, 0, 1);

/** Equity that starts at 100 and makes each return within one UTC day, told at the midnight that ends it. */
export function seriesOfDailyReturns(returns: readonly number[], startEquity = 100): EquitySeries {
  let equity = startEquity;
  const equities = returns.map((dayReturn) => (equity *= 1 + dayReturn));
  return seriesOfPoints(
    equities.map((value, index) => [START_TIME + (index + 1) * DAY_MS, value]),
    startEquity,
  );
}

export function seriesOfPoints(points: readonly (readonly [number, number])[], startEquity = 100): EquitySeries {
  return {
    startTime: START_TIME,
    startEquity,
    time: Float64Array.from(points, ([time]) => time),
    equity: Float64Array.from(points, ([, equity]) => equity),
  };
}
