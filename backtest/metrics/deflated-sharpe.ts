// What is left of a Sharpe ratio that is the best of several: tried often enough, chance alone brings a good one.
import { normalQuantile } from './normal-distribution.ts';
import { probabilisticSharpe } from './probabilistic-sharpe.ts';
import type { SharpeEstimate } from './sharpe-estimate.ts';

const EULER_MASCHERONI = 0.5772156649015329;

/** How the strategy was found. */
export interface Trials {
  /** Independent variants that were tried, the one at hand included. */
  readonly count: number;
  /** Variance of their Sharpe ratios of one period. */
  readonly sharpeVariance: number;
}

/**
 * The greatest Sharpe ratio to be expected of so many trials of which none has any skill:
 * √variance · ((1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))), γ being the Euler–Mascheroni constant; 0 for a single trial.
 * Source: Bailey and Lopez de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio Management 40(5), 2014.
 */
export function expectedMaximumSharpe({ count, sharpeVariance }: Trials): number {
  if (count <= 1) return 0;
  const upper = normalQuantile(1 - 1 / count);
  const uppermost = normalQuantile(1 - 1 / (count * Math.E));
  return Math.sqrt(sharpeVariance) * ((1 - EULER_MASCHERONI) * upper + EULER_MASCHERONI * uppermost);
}

/**
 * The probability that the true Sharpe ratio lies above what chance alone would have brought in so many trials: the
 * probabilistic Sharpe ratio against `expectedMaximumSharpe`. Null where the probabilistic one is.
 * Source: the same.
 */
export function deflatedSharpe(estimate: SharpeEstimate, trials: Trials): number | null {
  return probabilisticSharpe(estimate, expectedMaximumSharpe(trials));
}

/** Variance of the Sharpe ratios of skill-less strategies over so many periods, which differ by their error alone. */
export function skillLessVariance(observations: number): number {
  return 1 / (observations - 1);
}
