// Recorded aggregate trades as columns: 37 bytes a trade, on shared memory. One row is what one taker took at one price at
// one instant, the form in which exchanges publish their trades.
import { sharedColumn } from './kline-columns.ts';

/** Aggregate trades of one symbol; every array has `length` entries. */
export interface TradeColumns {
  readonly symbol: string;
  readonly length: number;
  /** The exchange's id of the aggregate trade; one follows the other without a gap. */
  readonly id: Float64Array;
  /** Epoch ms. */
  readonly time: Float64Array;
  readonly price: Float64Array;
  /** Base asset. */
  readonly quantity: Float64Array;
  /** Single trades that the aggregate is made of. */
  readonly tradeCount: Uint32Array;
  /** 1 where the taker sold (the buyer was the maker), 0 where the taker bought. */
  readonly takerSold: Uint8Array;
}

/** One trade as a record, for tests and small data. */
export interface TradeRow {
  readonly id: number;
  readonly time: number;
  readonly price: number;
  readonly quantity: number;
  readonly tradeCount?: number;
  readonly takerSold: boolean;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** The arrays of trades, without what they are of. */
export type TradeArrays = Omit<TradeColumns, 'symbol' | 'length'>;

/** Arrays of `length` zeros on shared memory; pages nobody writes to cost no memory. */
export function allocateTradeArrays(length: number): Mutable<TradeArrays> {
  return {
    id: sharedColumn(length),
    time: sharedColumn(length),
    price: sharedColumn(length),
    quantity: sharedColumn(length),
    tradeCount: new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT)),
    takerSold: new Uint8Array(new SharedArrayBuffer(length)),
  };
}

export function tradeColumnsFromRows(symbol: string, rows: readonly TradeRow[]): TradeColumns {
  const arrays = allocateTradeArrays(rows.length);
  for (const [index, row] of rows.entries()) {
    arrays.id[index] = row.id;
    arrays.time[index] = row.time;
    arrays.price[index] = row.price;
    arrays.quantity[index] = row.quantity;
    arrays.tradeCount[index] = row.tradeCount ?? 1;
    arrays.takerSold[index] = row.takerSold ? 1 : 0;
  }
  return { symbol, length: rows.length, ...arrays };
}

/** The trades at `rows`, in that order, copied. */
export function pickTrades(columns: TradeColumns, rows: ArrayLike<number>): TradeColumns {
  const { length } = rows;
  const picked = allocateTradeArrays(length);
  for (let index = 0; index < length; index++) {
    const row = rows[index] ?? 0;
    picked.id[index] = columns.id[row] ?? 0;
    picked.time[index] = columns.time[row] ?? 0;
    picked.price[index] = columns.price[row] ?? 0;
    picked.quantity[index] = columns.quantity[row] ?? 0;
    picked.tradeCount[index] = columns.tradeCount[row] ?? 0;
    picked.takerSold[index] = columns.takerSold[row] ?? 0;
  }
  return { symbol: columns.symbol, length, ...picked };
}
