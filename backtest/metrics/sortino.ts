// Return for the losses that were borne: spread upwards is no risk.
import { DAYS_PER_YEAR } from './period.ts';
import { downsideDeviationOf, isNoSpread, meanOf } from './sample-statistics.ts';

/**
 * mean / downside deviation × √(periods a year), with a minimum acceptable return of 0; the downside deviation is taken
 * over all returns, not over the losing ones alone. Null of fewer than two returns and where none lost.
 * Source: Sortino and Price, "Performance Measurement in a Downside Risk Framework", Journal of Investing 3(3), 1994.
 */
export function sortino(returns: readonly number[], periodsPerYear = DAYS_PER_YEAR): number | null {
  const mean = meanOf(returns);
  const deviation = downsideDeviationOf(returns);
  if (mean === null || deviation === null || returns.length < 2 || isNoSpread(deviation)) return null;
  return (mean / deviation) * Math.sqrt(periodsPerYear);
}
