// What a bad period costs: the loss that is exceeded on one in twenty.
import { sampleQuantile } from './sample-quantile.ts';

const CONFIDENCE = 0.95;

/**
 * −(quantile of the returns at 1 − confidence): historical value at risk of one period as a share of equity, positive when
 * it is a loss. Historical: of the returns as they were, no distribution is assumed. Null of nothing.
 * Source: Jorion, Value at Risk (3rd ed. 2006), "historical simulation"; the quantile is that of `sampleQuantile`.
 */
export function valueAtRisk(returns: readonly number[], confidence = CONFIDENCE): number | null {
  const quantile = sampleQuantile(returns, 1 - confidence);
  // Subtracted from 0, lest a quantile of 0 become a negative one.
  return quantile === null ? null : 0 - quantile;
}
