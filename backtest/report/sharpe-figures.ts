// The Sharpe ratio of a summary, and how far it may be believed.
import { deflatedSharpe, expectedMaximumSharpe, skillLessVariance, type Trials } from '../metrics/deflated-sharpe.ts';
import { dailyRate, DAYS_PER_YEAR } from '../metrics/period.ts';
import { probabilisticSharpe } from '../metrics/probabilistic-sharpe.ts';
import { estimateSharpe } from '../metrics/sharpe-estimate.ts';
import { sharpeStandardError } from '../metrics/sharpe-standard-error.ts';
import type { FigureSettings } from './figure-settings.ts';

/** Annualised like the ratio itself. */
export interface SharpeConfidence {
  readonly standardError: number | null;
  /** That the true ratio is above 0. */
  readonly probabilityRatio: number | null;
  readonly trials: number;
  /** Greatest ratio to be expected of so many trials without skill. */
  readonly expectedMaximum: number;
  /** That the true ratio is above `expectedMaximum`. */
  readonly deflatedProbabilityRatio: number | null;
}

/** Null where there is no Sharpe ratio. */
export function sharpeConfidence(
  returns: readonly number[],
  { riskFreeRatio, trials: count, trialsSharpeVariance }: FigureSettings,
): SharpeConfidence | null {
  const estimate = estimateSharpe(returns, dailyRate(riskFreeRatio));
  if (estimate === null) return null;
  const sharpeVariance =
    trialsSharpeVariance === null ? skillLessVariance(estimate.observations) : trialsSharpeVariance / DAYS_PER_YEAR;
  const trials: Trials = { count, sharpeVariance };
  const error = sharpeStandardError(estimate);
  return {
    standardError: error === null ? null : error * Math.sqrt(DAYS_PER_YEAR),
    probabilityRatio: probabilisticSharpe(estimate),
    trials: count,
    expectedMaximum: expectedMaximumSharpe(trials) * Math.sqrt(DAYS_PER_YEAR),
    deflatedProbabilityRatio: deflatedSharpe(estimate, trials),
  };
}
