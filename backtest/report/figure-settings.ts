// What the figures of a summary depend on beside the run: section `results` of the config states it.

export interface FigureSettings {
  /** Return a year that is had without risk: Sharpe, Sortino, Omega and alpha count from there. */
  readonly riskFreeRatio: number;
  /** Independent variants of the strategy that were tried, this one included. */
  readonly trials: number;
  /** Variance of their Sharpe ratios a year; null for that of variants without skill. */
  readonly trialsSharpeVariance: number | null;
  /** How often the order of trades is shuffled; 0 for never. */
  readonly shuffles: number;
}
