// The series a data folder holds, and the file each lies in.
import { join } from 'node:path';
import type { Interval } from '../../../engine/domain/interval.ts';
import type { FundingColumns } from '../funding-columns.ts';
import type { KlineColumns } from '../kline-columns.ts';
import { writeFundingCsv } from '../write-funding-csv.ts';
import { writeKlineCsv } from '../write-kline-csv.ts';

export type SeriesKind = 'klines' | 'mark' | 'funding';

export interface KlineSeries {
  readonly kind: 'klines' | 'mark';
  readonly columns: KlineColumns;
}

export interface FundingSeries {
  readonly kind: 'funding';
  readonly columns: FundingColumns;
}

export type Series = KlineSeries | FundingSeries;

/** What tells one series of a folder from another. */
export interface SeriesKey {
  readonly kind: SeriesKind;
  readonly symbol: string;
  /** Null for funding. */
  readonly interval: Interval | null;
}

export function keyOf(series: Series): SeriesKey {
  const { symbol } = series.columns;
  return { kind: series.kind, symbol, interval: series.kind === 'funding' ? null : series.columns.interval };
}

/** `BTCUSDT 1m klines`, for sentences. */
export function nameOf({ kind, symbol, interval }: SeriesKey): string {
  const what = { klines: 'klines', mark: 'mark klines', funding: 'funding' }[kind];
  return interval === null ? `${symbol} ${what}` : `${symbol} ${interval} ${what}`;
}

/** Where a series lies in a data folder, without the ending that says how it is packed. */
export function placeOf(folder: string, { kind, symbol, interval }: SeriesKey): string {
  if (kind === 'funding') return join(folder, 'funding', `${symbol}-fundingRate`);
  if (kind === 'mark') return join(folder, 'mark', `${symbol}-${interval ?? ''}-mark`);
  return join(folder, 'klines', `${symbol}-${interval ?? ''}`);
}

/** The text of the series' file, in pieces. */
export function csvOf(series: Series): Iterable<string> {
  return series.kind === 'funding' ? [writeFundingCsv(series.columns)] : writeKlineCsv(series.columns);
}

/** Epoch ms of each row. */
export function timesOf(series: Series): Float64Array {
  return series.kind === 'funding' ? series.columns.time : series.columns.openTime;
}
