// How far returns spread.
import { DAYS_PER_YEAR } from './period.ts';
import { sampleDeviationOf } from './sample-statistics.ts';

/**
 * Sample standard deviation of the returns × √(periods a year): annualised volatility, for daily returns of a market
 * that never closes √365. Null of fewer than two returns.
 * Source: Hull, Options, Futures, and Other Derivatives, "Estimating volatility from historical data".
 */
export function volatility(returns: readonly number[], periodsPerYear = DAYS_PER_YEAR): number | null {
  const deviation = sampleDeviationOf(returns);
  return deviation === null ? null : deviation * Math.sqrt(periodsPerYear);
}
