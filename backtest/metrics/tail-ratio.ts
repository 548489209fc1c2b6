// The good tail of the returns for each unit of the bad one.
import { isNoSpread } from './sample-statistics.ts';
import { sampleQuantile } from './sample-quantile.ts';

const TAIL = 0.05;

/**
 * |95 % quantile| / |5 % quantile| of the returns: 0.5 says that losses of the one tail are twice the gains of the other.
 * Null of nothing and where the 5 % quantile is 0.
 * Source: empyrical (Quantopian), `tail_ratio`; the quantiles are those of `sampleQuantile`.
 */
export function tailRatio(returns: readonly number[]): number | null {
  const good = sampleQuantile(returns, 1 - TAIL);
  const bad = sampleQuantile(returns, TAIL);
  if (good === null || bad === null || isNoSpread(Math.abs(bad))) return null;
  return Math.abs(good) / Math.abs(bad);
}
