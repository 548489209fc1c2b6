// Trade columns while they are being read: they grow, and are cut to size when all rows are in.
import { allocateTradeArrays, type TradeArrays, type TradeColumns } from './trade-columns.ts';

export interface TradeTable {
  /** Rows written so far. */
  length: number;
  capacity: number;
  /** One array a field, `capacity` long. */
  arrays: TradeArrays;
}

const ROWS_MIN = 1024;

/** A table with room for `capacity` rows. Room that is never used costs address space, not memory. */
export function createTradeTable(capacity: number): TradeTable {
  const rows = Math.max(ROWS_MIN, Math.ceil(capacity));
  return { length: 0, capacity: rows, arrays: allocateTradeArrays(rows) };
}

/** Doubles the room. */
export function growTradeTable(table: TradeTable): void {
  const { length, arrays } = table;
  const capacity = table.capacity * 2;
  const grown = allocateTradeArrays(capacity);
  grown.id.set(arrays.id.subarray(0, length));
  grown.time.set(arrays.time.subarray(0, length));
  grown.price.set(arrays.price.subarray(0, length));
  grown.quantity.set(arrays.quantity.subarray(0, length));
  grown.tradeCount.set(arrays.tradeCount.subarray(0, length));
  grown.takerSold.set(arrays.takerSold.subarray(0, length));
  table.arrays = grown;
  table.capacity = capacity;
}

/** The rows of a table as columns, on the same memory. */
export function finishTradeTable({ length, arrays }: TradeTable, symbol: string): TradeColumns {
  return {
    symbol,
    length,
    id: arrays.id.subarray(0, length),
    time: arrays.time.subarray(0, length),
    price: arrays.price.subarray(0, length),
    quantity: arrays.quantity.subarray(0, length),
    tradeCount: arrays.tradeCount.subarray(0, length),
    takerSold: arrays.takerSold.subarray(0, length),
  };
}
