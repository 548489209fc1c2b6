// trades.csv: one line a trade, closed ones and those still open at the end.
import { type CsvColumn, csvChunks, joined } from './csv-table.ts';
import { averageText, decimalText, numberText } from './decimal-text.ts';
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
    ['positionSide', (trade) => trade.positionSide],
    ['direction', (trade) => trade.direction],
    ['bracketId', (trade) => trade.bracketId],
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
    ['returnRatio', (trade) => numberText(trade.returnRatio)],
    ['maeRatio', (trade) => (trade.maeRatio === null ? null : numberText(trade.maeRatio))],
    ['mfeRatio', (trade) => (trade.mfeRatio === null ? null : numberText(trade.mfeRatio))],
    ['stopPrice', (trade) => (trade.stopPrice === null ? null : decimalText(trade.stopPrice))],
    ['targetPrices', (trade) => joined(trade.targetPrices.map(decimalText))],
    ['riskAmount', (trade) => (trade.riskAmount === null ? null : decimalText(trade.riskAmount))],
    ['rMultiple', (trade) => (trade.rMultiple === null ? null : numberText(trade.rMultiple))],
    ['exitCause', (trade) => trade.exitCause],
  ];
}
