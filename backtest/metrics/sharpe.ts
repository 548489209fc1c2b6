// Return for the spread that was borne.
import { DAYS_PER_YEAR } from './period.ts';
import { isNoSpread, meanOf, sampleDeviationOf } from './sample-statistics.ts';

/**
 * (mean − risk-free return) / sample standard deviation × √(periods a year); the risk-free return is that of one period.
 * Null of fewer than two returns and where they do not spread.
 * Source: Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21(1), 1994; annualised as there, by √periods.
 */
export function sharpe(returns: readonly number[], riskFreeReturn = 0, periodsPerYear = DAYS_PER_YEAR): number | null {
  const mean = meanOf(returns);
  const deviation = sampleDeviationOf(returns);
  if (mean === null || deviation === null || isNoSpread(deviation)) return null;
  return ((mean - riskFreeReturn) / deviation) * Math.sqrt(periodsPerYear);
}
