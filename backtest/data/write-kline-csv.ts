// Klines back to CSV in the exchange's public-data order, as its own files are: header, milliseconds, LF.
import { bucketEnd } from '../../engine/domain/interval.ts';
import type { KlineColumns } from './kline-columns.ts';
import { KLINE_CSV_HEADER } from './kline-csv-columns.ts';
import { plainNumber } from './plain-number.ts';

export interface KlineCsvOptions {
  /** Whether the first line names the columns (default true). */
  readonly header?: boolean;
}

const ROWS_PER_PIECE = 4096;

/**
 * The text of a kline file in pieces of whole lines. What columns do not keep (taker buy quote volume) is 0; `close_time`
 * is the interval's last millisecond.
 */
export function* writeKlineCsv(columns: KlineColumns, options: KlineCsvOptions = {}): Generator<string> {
  if (options.header ?? true) yield `${KLINE_CSV_HEADER}\n`;
  for (let from = 0; from < columns.length; from += ROWS_PER_PIECE) {
    let piece = '';
    const to = Math.min(from + ROWS_PER_PIECE, columns.length);
    for (let row = from; row < to; row++) piece += rowText(columns, row);
    yield piece;
  }
}

function rowText(columns: KlineColumns, row: number): string {
  const openTime = columns.openTime[row] ?? 0;
  const closeTime = bucketEnd(columns.interval, openTime) - 1;
  const prices = `${at(columns.open, row)},${at(columns.high, row)},${at(columns.low, row)},${at(columns.close, row)}`;
  const traded = `${at(columns.quoteVolume, row)},${at(columns.tradeCount, row)},${at(columns.takerBuyVolume, row)}`;
  return `${openTime},${prices},${at(columns.volume, row)},${closeTime},${traded},0,0\n`;
}

function at(column: Float64Array, row: number): string {
  return plainNumber(column[row] ?? 0);
}
