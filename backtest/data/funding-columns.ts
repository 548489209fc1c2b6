// Settled funding rates as columns.
import { sharedColumn } from './kline-columns.ts';

/** Funding settlements of one symbol; every array has `length` entries. */
export interface FundingColumns {
  readonly symbol: string;
  readonly length: number;
  /** Epoch ms of the settlement, on the whole second. */
  readonly time: Float64Array;
  /** Ratio of the position's notional; positive: longs pay shorts. */
  readonly rateRatio: Float64Array;
  /** Hours the rate stands for; 0 where it was not recorded. */
  readonly intervalHours: Float64Array;
}

export interface FundingRow {
  readonly time: number;
  readonly rateRatio: number;
  readonly intervalHours: number;
}

export function fundingColumnsFromRows(symbol: string, rows: readonly FundingRow[]): FundingColumns {
  const columns = {
    symbol,
    length: rows.length,
    time: sharedColumn(rows.length),
    rateRatio: sharedColumn(rows.length),
    intervalHours: sharedColumn(rows.length),
  };
  for (const [index, row] of rows.entries()) {
    columns.time[index] = row.time;
    columns.rateRatio[index] = row.rateRatio;
    columns.intervalHours[index] = row.intervalHours;
  }
  return columns;
}

export function fundingRows(columns: FundingColumns): readonly FundingRow[] {
  return Array.from({ length: columns.length }, (_, index) => ({
    time: columns.time[index] ?? 0,
    rateRatio: columns.rateRatio[index] ?? 0,
    intervalHours: columns.intervalHours[index] ?? 0,
  }));
}
