// Return for the losses that were borne: spread upwards is no risk.
import { DAYS_PER_YEAR } from './period.ts';
import { downsideDeviationOf, isNoSpread, meanOf } from './sample-statistics.ts';

/**
 * (mean − minimum acceptable return) / downside deviation below it × √(periods a year). The minimum acceptable return is that
 * of one period; here it is the risk-free return. The downside deviation is taken over all returns, not over the losing ones
 * alone. Null of fewer than two returns and where none fell short.
 * Source: Sortino and Price, "Performance Measurement in a Downside Risk Framework", Journal of Investing 3(3), 1994.
 */
export function sortino(
  returns: readonly number[],
  acceptableReturn = 0,
  periodsPerYear = DAYS_PER_YEAR,
): number | null {
  const mean = meanOf(returns);
  const deviation = downsideDeviationOf(returns, acceptableReturn);
  if (mean === null || deviation === null || returns.length < 2 || isNoSpread(deviation)) return null;
  return ((mean - acceptableReturn) / deviation) * Math.sqrt(periodsPerYear);
}
