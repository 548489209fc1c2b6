// Klines as columns: one typed array a field, so that millions of bars cost what their numbers cost and nothing more.
// The arrays made here lie on shared memory; handing them to a worker copies nothing.
import type { Interval } from '../../engine/domain/interval.ts';

/** The recorded fields of a kline in the order they are kept, hashed and copied. */
export const KLINE_FIELDS = [
  'openTime',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'quoteVolume',
  'tradeCount',
  'takerBuyVolume',
] as const;
export type KlineField = (typeof KLINE_FIELDS)[number];

/** Klines of one symbol and interval; every array has `length` entries. Times are epoch ms UTC, prices and volumes numbers. */
export interface KlineColumns extends Readonly<Record<KlineField, Float64Array>> {
  readonly symbol: string;
  readonly interval: Interval;
  readonly length: number;
}

/** One kline as a record, for tests and small data; the last three are 0 where they were not recorded. */
export interface KlineRow {
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly quoteVolume?: number;
  readonly tradeCount?: number;
  readonly takerBuyVolume?: number;
}

/** Columns of `length` zeros on shared memory; pages nobody writes to cost no memory. */
export function allocateKlineColumns(symbol: string, interval: Interval, length: number): KlineColumns {
  return joinColumns(symbol, interval, length, () => sharedColumn(length));
}

export function klineColumnsFromRows(symbol: string, interval: Interval, rows: readonly KlineRow[]): KlineColumns {
  const columns = allocateKlineColumns(symbol, interval, rows.length);
  for (const [index, row] of rows.entries()) {
    for (const field of KLINE_FIELDS) columns[field][index] = row[field] ?? 0;
  }
  return columns;
}

/** Index of the first kline whose open time is not before `timeMs`; the columns' length if all are. Open times must ascend. */
export function indexAtTime(columns: KlineColumns, timeMs: number): number {
  return lowerBound(columns.openTime, timeMs);
}

/** Index of the first entry of an ascending array that is not below `value`; the array's length if all are. */
export function lowerBound(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The klines from index `from` (inclusive) to `to` (exclusive), as views on the same memory. */
export function sliceKlines(columns: KlineColumns, from: number, to: number): KlineColumns {
  const length = Math.max(0, Math.min(to, columns.length) - from);
  return joinColumns(columns.symbol, columns.interval, length, (field) => columns[field].subarray(from, from + length));
}

/** The klines with `fromMs` ≤ open time < `toMs`, as views on the same memory. Open times must ascend. */
export function sliceKlinesByTime(columns: KlineColumns, fromMs: number, toMs: number): KlineColumns {
  return sliceKlines(columns, indexAtTime(columns, fromMs), indexAtTime(columns, toMs));
}

/** The klines at `indices`, in that order, copied. */
export function pickKlines(columns: KlineColumns, indices: ArrayLike<number>): KlineColumns {
  const picked = allocateKlineColumns(columns.symbol, columns.interval, indices.length);
  for (const field of KLINE_FIELDS) {
    const from = columns[field];
    const to = picked[field];
    for (let index = 0; index < indices.length; index++) to[index] = from[indices[index] ?? 0] ?? 0;
  }
  return picked;
}

/** The parts one after another, copied; throws a RangeError unless all are of one symbol and interval. */
export function concatKlines(first: KlineColumns, ...rest: readonly KlineColumns[]): KlineColumns {
  const parts = [first, ...rest];
  const stranger = rest.find((part) => part.symbol !== first.symbol || part.interval !== first.interval);
  if (stranger !== undefined) {
    throw new RangeError(
      `${stranger.symbol} ${stranger.interval} klines cannot be joined to ${first.symbol} ${first.interval} klines`,
    );
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = allocateKlineColumns(first.symbol, first.interval, length);
  let offset = 0;
  for (const part of parts) {
    for (const field of KLINE_FIELDS) joined[field].set(part[field], offset);
    offset += part.length;
  }
  return joined;
}

/** A column of `length` zeros on shared memory. */
export function sharedColumn(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

/** Columns put together from one array a field. */
export function joinColumns(
  symbol: string,
  interval: Interval,
  length: number,
  columnOf: (field: KlineField) => Float64Array,
): KlineColumns {
  return {
    symbol,
    interval,
    length,
    openTime: columnOf('openTime'),
    open: columnOf('open'),
    high: columnOf('high'),
    low: columnOf('low'),
    close: columnOf('close'),
    volume: columnOf('volume'),
    quoteVolume: columnOf('quoteVolume'),
    tradeCount: columnOf('tradeCount'),
    takerBuyVolume: columnOf('takerBuyVolume'),
  };
}
