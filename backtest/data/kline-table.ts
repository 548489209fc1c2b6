// Kline columns while they are being read: they grow, and only when all rows are in are they given a symbol and an interval.
import type { Interval } from '../../engine/domain/interval.ts';
import { joinColumns, KLINE_FIELDS, sharedColumn, type KlineColumns, type KlineField } from './kline-columns.ts';

export interface KlineTable {
  /** Rows written so far. */
  length: number;
  capacity: number;
  /** One array a field, `capacity` long. */
  readonly columns: Record<KlineField, Float64Array>;
}

const ROWS_MIN = 1024;

/** A table with room for `capacity` rows. Room that is never used costs address space, not memory. */
export function createKlineTable(capacity: number): KlineTable {
  const rows = Math.max(ROWS_MIN, Math.ceil(capacity));
  return {
    length: 0,
    capacity: rows,
    columns: {
      openTime: sharedColumn(rows),
      open: sharedColumn(rows),
      high: sharedColumn(rows),
      low: sharedColumn(rows),
      close: sharedColumn(rows),
      volume: sharedColumn(rows),
      quoteVolume: sharedColumn(rows),
      tradeCount: sharedColumn(rows),
      takerBuyVolume: sharedColumn(rows),
    },
  };
}

/** Doubles the room, one column after the other, so that no more than one is held twice. */
export function growKlineTable(table: KlineTable): void {
  const capacity = table.capacity * 2;
  for (const field of KLINE_FIELDS) {
    const grown = sharedColumn(capacity);
    grown.set(table.columns[field].subarray(0, table.length));
    table.columns[field] = grown;
  }
  table.capacity = capacity;
}

/** The rows of a table as columns, on the same memory. */
export function finishKlineTable(table: KlineTable, symbol: string, interval: Interval): KlineColumns {
  return joinColumns(symbol, interval, table.length, (field) => table.columns[field].subarray(0, table.length));
}
