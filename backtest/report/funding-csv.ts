// funding.csv: one line a trade's part of a settlement.
import { type CsvColumn, csvChunks } from './csv-table.ts';
import { decimalText } from './decimal-text.ts';
import type { FundingRow } from './run-outcome.ts';
import { createTimeText } from './time-text.ts';

export function fundingCsv(funding: readonly FundingRow[]): Generator<string> {
  return csvChunks(fundingColumns(), funding);
}

/** The columns in their order; docs/results.md explains each. */
export function fundingColumns(): readonly CsvColumn<FundingRow>[] {
  const timeText = createTimeText();
  return [
    ['time', (row) => timeText(row.time)],
    ['symbol', (row) => row.symbol],
    ['positionSide', (row) => row.positionSide],
    ['strategyId', (row) => row.strategyId],
    ['tradeId', (row) => row.tradeId],
    ['rateRatio', (row) => decimalText(row.rateRatio)],
    ['markPrice', (row) => decimalText(row.markPrice)],
    ['quantity', (row) => (row.quantity === null ? null : decimalText(row.quantity))],
    ['amount', (row) => decimalText(row.amount)],
  ];
}
