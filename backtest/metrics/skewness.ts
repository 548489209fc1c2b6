// Which way returns lean: below 0 the far losses outweigh the far gains.
import { centralMomentOf, isNoSpread } from './sample-statistics.ts';

/**
 * m₃ / m₂^(3/2) of the central moments of the returns, 0 for a normal distribution: the population's formula, as the standard
 * error of the Sharpe ratio takes it. Null where returns do not spread.
 * Source: Bacon, Practical Portfolio Performance Measurement and Attribution (2nd ed. 2008), page 83.
 */
export function skewness(returns: readonly number[]): number | null {
  const variance = centralMomentOf(returns, 2);
  const third = centralMomentOf(returns, 3);
  if (variance === null || third === null || isNoSpread(Math.sqrt(variance))) return null;
  return third / variance ** 1.5;
}
