// Makes aggregate trades with faults usable, and says what it did to them (policy `warn`).
import { impossibleTrade } from './impossible-trade.ts';
import type { Repair } from './repair-klines.ts';
import { orderByTime } from './row-order.ts';
import { pickTrades, type TradeColumns } from './trade-columns.ts';

export interface RepairedTrades {
  readonly columns: TradeColumns;
  /** Empty where nothing had to be done; the columns are then those that were given. */
  readonly repairs: readonly Repair[];
}

/**
 * Drops impossible trades, sorts by id, drops duplicates (the first recorded is kept) and what lies before the trade before
 * it. Gaps stay gaps: no trade is made up.
 */
export function repairTrades(columns: TradeColumns): RepairedTrades {
  const { id, time } = columns;
  const order = orderByTime(id);
  const kept = new Uint32Array(columns.length);
  let length = 0;
  let [impossible, disordered, duplicates, stepsBack] = [0, 0, 0, 0];
  for (let index = 0; index < columns.length; index++) {
    const row = order?.[index] ?? index;
    const before = length === 0 ? -1 : (kept[length - 1] ?? -1);
    if (row > 0 && (id[row] ?? 0) < (id[row - 1] ?? 0)) disordered++;
    if (impossibleTrade(columns, row) !== undefined) impossible++;
    else if (id[row] === id[before]) duplicates++;
    else if ((time[row] ?? 0) < (time[before] ?? -Infinity)) stepsBack++;
    else kept[length++] = row;
  }
  const repairs: readonly Repair[] = [
    { code: 'IMPOSSIBLE_TRADE', rows: impossible, what: `impossible trades dropped: ${impossible}` },
    { code: 'DISORDER', rows: disordered, what: `sorted by id, trades out of order: ${disordered}` },
    { code: 'DUPLICATE', rows: duplicates, what: `duplicate trades dropped, the first kept: ${duplicates}` },
    { code: 'TIME_STEPS_BACK', rows: stepsBack, what: `trades before the trade before them dropped: ${stepsBack}` },
  ];
  const done = repairs.filter(({ rows }) => rows > 0);
  return { columns: done.length === 0 ? columns : pickTrades(columns, kept.subarray(0, length)), repairs: done };
}
