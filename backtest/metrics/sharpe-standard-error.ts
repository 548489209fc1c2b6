// How far a Sharpe ratio may be off because there were only so many returns.
import { isNoSpread } from './sample-statistics.ts';
import type { SharpeEstimate } from './sharpe-estimate.ts';

/**
 * √((1 − γ₃·SR + (γ₄ − 1)/4·SR²) / (n − 1)) with skewness γ₃ and kurtosis γ₄: the standard error of the Sharpe ratio of one
 * period for independent returns that need not be normal. For γ₃ = 0 and γ₄ = 3 it is √((1 + SR²/2) / (n − 1)), the error that
 * Lo gives for normal returns. Annualised like the ratio, by √periods. Null of fewer than two returns, and where two returns
 * alone took turns so that the formula gives 0.
 * Source: Mertens, "Comments on Variance of the IID estimator in Lo (2002)", 2002; with n − 1 as Bailey and Lopez de Prado, "The
 * Sharpe Ratio Efficient Frontier", Journal of Risk 15(2), 2012. Lo, "The Statistics of Sharpe Ratios", Financial
 * Analysts Journal 58(4), 2002, divides by n.
 */
export function sharpeStandardError(estimate: SharpeEstimate): number | null {
  const { sharpe, observations, skewness, kurtosis } = estimate;
  if (observations < 2) return null;
  const variance = (1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2) / (observations - 1);
  const error = Math.sqrt(Math.max(0, variance));
  return isNoSpread(error) ? null : error;
}
