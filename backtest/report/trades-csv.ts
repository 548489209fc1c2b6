// trades.csv: one line a trade, closed ones and those still open at the end.
import { type CsvColumn, csvChunks } from './csv-table.ts';
import { averageText, decimalText } from './decimal-text.ts';
import type { TradeRow } from './run-outcome.ts';
import { createTimeText } from './time-text.ts';

export function tradesCsv(trades: readonly TradeRow[]): Generator<string> {
  return csvChunks(tradeColumns(), trades);
}

/** The columns in their order; docs/results.md explains each. */
export function tradeColumns(): readonly CsvColumn<TradeRow>[] {
  const timeText = createTimeText();
  return [
    ['tradeId', (trade) => trade.tradeId],
    ['strategyId', (trade) => trade.strategyId],
    ['symbol', (trade) => trade.symbol],
    ['direction', (trade) => trade.direction],
    ['ref', (trade) => trade.ref],
    ['status', (trade) => (trade.open ? 'open' : 'closed')],
    ['entryTime', (trade) => timeText(trade.entryTime)],
    ['exitTime', (trade) => (trade.open ? null : timeText(trade.exitTime))],
    ['durationMs', (trade) => String(Math.floor(trade.exitTime) - Math.floor(trade.entryTime))],
    ['quantity', (trade) => decimalText(trade.quantity)],
    ['entryPrice', (trade) => averageText(trade.entryPrice)],
    ['exitPrice', (trade) => averageText(trade.exitPrice)],
    ['profit', (trade) => decimalText(trade.profit)],
    ['fees', (trade) => decimalText(trade.fees)],
    ['funding', (trade) => decimalText(trade.funding)],
    ['slippage', (trade) => decimalText(trade.slippage)],
    ['result', (trade) => decimalText(trade.result)],
    ['exitCause', (trade) => trade.exitCause],
  ];
}
