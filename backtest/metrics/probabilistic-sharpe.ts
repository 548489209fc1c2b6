// How probable it is that the Sharpe ratio is truly above a given one.
import { normalCdf } from './normal-distribution.ts';
import type { SharpeEstimate } from './sharpe-estimate.ts';
import { sharpeStandardError } from './sharpe-standard-error.ts';

/**
 * Φ((SR − SR*) / standard error of SR): the probability that the true Sharpe ratio lies above SR*, both of one period. Null
 * where there is no standard error.
 * Source: Bailey and Lopez de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15(2), 2012.
 */
export function probabilisticSharpe(estimate: SharpeEstimate, benchmarkSharpe = 0): number | null {
  const error = sharpeStandardError(estimate);
  return error === null ? null : normalCdf((estimate.sharpe - benchmarkSharpe) / error);
}
