// fills.csv: one line an execution.
import { type CsvColumn, csvChunks, joined } from './csv-table.ts';
import { decimalText } from './decimal-text.ts';
import type { FillPartRow, FillRow } from './run-outcome.ts';
import { createTimeText } from './time-text.ts';

export function fillsCsv(fills: readonly FillRow[]): Generator<string> {
  return csvChunks(fillColumns(), fills);
}

/** The columns in their order; docs/results.md explains each. */
export function fillColumns(): readonly CsvColumn<FillRow>[] {
  const timeText = createTimeText();
  return [
    ['time', (fill) => timeText(fill.time)],
    ['fillId', (fill) => fill.fillId],
    ['clientOrderId', (fill) => fill.clientOrderId],
    ['venueOrderId', (fill) => fill.venueOrderId],
    ['strategyId', (fill) => fill.strategyId],
    ['ref', (fill) => fill.ref],
    ['bracketId', (fill) => fill.bracketId],
    ['tradeIds', (fill) => joined(fill.parts.map(({ tradeId }) => tradeId))],
    ['tradeQuantities', (fill) => joined(fill.parts.map(signedText))],
    ['tradeFees', (fill) => joined(fill.parts.map(({ fee }) => decimalText(fee)))],
    ['role', (fill) => fill.role],
    ['symbol', (fill) => fill.symbol],
    ['side', (fill) => fill.side],
    ['positionSide', (fill) => fill.positionSide],
    ['price', (fill) => decimalText(fill.price)],
    ['quantity', (fill) => decimalText(fill.quantity)],
    ['fee', (fill) => decimalText(fill.fee)],
    ['feeAsset', (fill) => fill.feeAsset],
    ['liquidity', (fill) => fill.liquidity],
    ['cause', (fill) => fill.cause],
    ['slippage', (fill) => (fill.slippage === null ? null : decimalText(fill.slippage))],
  ];
}

/** As the trade sees it: what left it is negative. */
function signedText({ part, quantity }: FillPartRow): string {
  return decimalText(part === 'exit' ? quantity.neg() : quantity);
}
