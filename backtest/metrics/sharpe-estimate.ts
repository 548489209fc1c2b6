// A Sharpe ratio as what it is: an estimate from few returns, with all that its error depends on.
import { kurtosis } from './kurtosis.ts';
import { sharpe } from './sharpe.ts';
import { skewness } from './skewness.ts';

/** Of one period, nothing annualised. */
export interface SharpeEstimate {
  readonly sharpe: number;
  /** Returns it was estimated from. */
  readonly observations: number;
  readonly skewness: number;
  /** 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** Null where the returns have no Sharpe ratio. */
export function estimateSharpe(returns: readonly number[], riskFreeReturn = 0): SharpeEstimate | null {
  const ratio = sharpe(returns, riskFreeReturn, 1);
  const lean = skewness(returns);
  const tails = kurtosis(returns);
  if (ratio === null || lean === null || tails === null) return null;
  return { sharpe: ratio, observations: returns.length, skewness: lean, kurtosis: tails };
}
