// Makes funding settlements with faults usable, and says what it did to them (policy `warn`).
import { fundingColumnsFromRows, fundingRows, type FundingColumns, type FundingRow } from './funding-columns.ts';
import type { Repair } from './repair-klines.ts';
import { orderByTime } from './row-order.ts';

export interface RepairedFunding {
  readonly columns: FundingColumns;
  /** Empty where nothing had to be done; the columns are then those that were given. */
  readonly repairs: readonly Repair[];
}

/**
 * Sorts by time and drops duplicates (the first recorded is kept). A missing settlement stays missing, and one that is not
 * on the hour is settled when it says.
 */
export function repairFunding(columns: FundingColumns): RepairedFunding {
  const order = orderByTime(columns.time);
  if (order === undefined) return { columns, repairs: [] };
  const recorded = fundingRows(columns);
  const disordered = recorded.filter((row, index) => row.time < (recorded[index - 1]?.time ?? -Infinity)).length;
  const kept: FundingRow[] = [];
  for (const index of order) {
    const row = recorded[index];
    if (row !== undefined && row.time !== kept.at(-1)?.time) kept.push(row);
  }
  const duplicates = recorded.length - kept.length;
  const repairs: readonly Repair[] = [
    { code: 'DISORDER', rows: disordered, what: `sorted by time, settlements out of order: ${disordered}` },
    { code: 'DUPLICATE', rows: duplicates, what: `duplicate settlements dropped, the first kept: ${duplicates}` },
  ];
  return {
    columns: fundingColumnsFromRows(columns.symbol, kept),
    repairs: repairs.filter((repair) => repair.rows > 0),
  };
}
