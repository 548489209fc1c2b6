// Makes klines with faults usable, and says what it did to them. Only a user who asked for it (policy `warn`) gets this.
import { bucketStart } from '../../engine/domain/interval.ts';
import type { FindingCode } from './findings.ts';
import { impossibleCandle } from './impossible-candle.ts';
import { pickKlines, type KlineColumns } from './kline-columns.ts';
import { orderByTime } from './row-order.ts';

export interface Repair {
  readonly code: FindingCode;
  /** Rows it concerned. */
  readonly rows: number;
  /** What was done, and to how many rows: `duplicates dropped, the first kept: 2`. */
  readonly what: string;
}

export interface RepairedKlines {
  readonly columns: KlineColumns;
  /** Empty where nothing had to be done; the columns are then those that were given. */
  readonly repairs: readonly Repair[];
}

/**
 * Drops impossible candles and rows off the interval's grid, sorts by open time, drops duplicates (the first recorded is
 * kept). Gaps stay gaps: no bar is made up.
 */
export function repairKlines(columns: KlineColumns): RepairedKlines {
  const order = orderByTime(columns.openTime);
  const kept = new Uint32Array(columns.length);
  let length = 0;
  let [impossible, misaligned, duplicates, disordered] = [0, 0, 0, 0];
  for (let index = 0; index < columns.length; index++) {
    const row = order?.[index] ?? index;
    const time = columns.openTime[row] ?? 0;
    if (row > 0 && time < (columns.openTime[row - 1] ?? 0)) disordered++;
    if (impossibleCandle(columns, row) !== undefined) impossible++;
    else if (bucketStart(columns.interval, time) !== time) misaligned++;
    else if (length > 0 && time === columns.openTime[kept[length - 1] ?? 0]) duplicates++;
    else kept[length++] = row;
  }
  const repairs = [
    repair('IMPOSSIBLE_CANDLE', impossible, 'impossible candles dropped'),
    repair('MISALIGNED', misaligned, 'rows with an open time off the grid dropped'),
    repair('DISORDER', disordered, 'sorted by open time, rows out of order'),
    repair('DUPLICATE', duplicates, 'duplicates dropped, the first kept'),
  ].filter((done) => done.rows > 0);
  return { columns: repairs.length === 0 ? columns : pickKlines(columns, kept.subarray(0, length)), repairs };
}

function repair(code: FindingCode, rows: number, what: string): Repair {
  return { code, rows, what: `${what}: ${rows}` };
}
