// The series a data folder holds, and the file each lies in.
import { join } from 'node:path';
import type { Interval } from '../../../engine/domain/interval.ts';
import type { FundingColumns } from '../funding-columns.ts';
import type { KlineColumns } from '../kline-columns.ts';
import type { TradeColumns } from '../trade-columns.ts';
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

/** Aggregate trades stay in the exchange's own files: they are listed and made into klines, never written. */
export interface TradeSeries {
  readonly kind: 'trades';
  readonly columns: TradeColumns;
}

/** A series of which a data folder keeps one file. */
export type Series = KlineSeries | FundingSeries;

/** What tells one series of a folder from another. */
export interface SeriesKey {
  readonly kind: SeriesKind | 'trades';
  readonly symbol: string;
  /** Null for what has none. */
  readonly interval: Interval | null;
}

export function keyOf(series: Series | TradeSeries): SeriesKey {
  const { symbol } = series.columns;
  return { kind: series.kind, symbol, interval: 'interval' in series.columns ? series.columns.interval : null };
}

/** `BTCUSDT 1m klines`, for sentences. */
export function nameOf({ kind, symbol, interval }: SeriesKey): string {
  const what = { klines: 'klines', mark: 'mark klines', funding: 'funding', trades: 'aggregate trades' }[kind];
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
export function timesOf(series: Series | TradeSeries): Float64Array {
  return 'openTime' in series.columns ? series.columns.openTime : series.columns.time;
}
