// The account's equity over a run, as columns: the one input of every metric that looks at time.

export interface EquitySeries {
  /** Epoch ms at which the run began: at the open of its first kline or, where its begin was set, before it. */
  readonly startTime: number;
  /** Equity before the first kline, in the account's asset. */
  readonly startEquity: number;
  /** Epoch ms, ascending: kline closes. */
  readonly time: Float64Array;
  /** Wallets plus unrealised result at mark at each of those times; as long as `time`. */
  readonly equity: Float64Array;
}

/** Epoch ms of the last point; the start where there is none. */
export function endTimeOf(series: EquitySeries): number {
  return series.time.at(-1) ?? series.startTime;
}

/** Equity at the last point; that of the start where there is none. */
export function endEquityOf(series: EquitySeries): number {
  return series.equity.at(-1) ?? series.startEquity;
}
