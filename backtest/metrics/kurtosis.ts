// How much of the spread comes from few far returns.
import { centralMomentOf, isNoSpread } from './sample-statistics.ts';

/**
 * m₄ / m₂² of the central moments of the returns, 3 for a normal distribution (not the excess over it): the population's
 * formula, as the standard error of the Sharpe ratio takes it. Null where returns do not spread.
 * Source: Bacon, Practical Portfolio Performance Measurement and Attribution (2nd ed. 2008), page 84.
 */
export function kurtosis(returns: readonly number[]): number | null {
  const variance = centralMomentOf(returns, 2);
  const fourth = centralMomentOf(returns, 4);
  if (variance === null || fourth === null || isNoSpread(Math.sqrt(variance))) return null;
  return fourth / variance ** 2;
}
