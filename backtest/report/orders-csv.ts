// orders.csv: one line an order, as the run left it.
import { type CsvColumn, csvChunks, joined } from './csv-table.ts';
import { averageText, decimalText } from './decimal-text.ts';
import type { OrderRow } from './run-outcome.ts';
import { createTimeText } from './time-text.ts';

export function ordersCsv(orders: readonly OrderRow[]): Generator<string> {
  return csvChunks(orderColumns(), orders);
}

/** The columns in their order; docs/results.md explains each. */
export function orderColumns(): readonly CsvColumn<OrderRow>[] {
  const timeText = createTimeText();
  return [
    ['placedTime', (order) => timeText(order.placedTime)],
    ['updatedTime', (order) => timeText(order.updatedTime)],
    ['clientOrderId', (order) => order.clientOrderId],
    ['venueOrderId', (order) => order.venueOrderId],
    ['strategyId', (order) => order.strategyId],
    ['ref', (order) => order.ref],
    ['bracketId', (order) => order.bracketId],
    ['tradeIds', (order) => joined(order.tradeIds)],
    ['role', (order) => order.role],
    ['reason', (order) => order.reason],
    ['symbol', (order) => order.symbol],
    ['side', (order) => order.side],
    ['positionSide', (order) => order.positionSide],
    ['type', (order) => order.type],
    ['timeInForce', (order) => order.timeInForce],
    ['goodTillTime', (order) => (order.goodTillMs === null ? null : timeText(order.goodTillMs))],
    ['quantity', (order) => (order.quantity === null ? null : decimalText(order.quantity))],
    ['price', (order) => (order.price === null ? null : decimalText(order.price))],
    ['triggerPrice', (order) => (order.triggerPrice === null ? null : decimalText(order.triggerPrice))],
    ['activationPrice', (order) => (order.activationPrice === null ? null : decimalText(order.activationPrice))],
    ['callbackRatio', (order) => (order.callbackRatio === null ? null : decimalText(order.callbackRatio))],
    ['workingType', (order) => order.workingType],
    ['priceProtect', (order) => String(order.priceProtect)],
    ['reduceOnly', (order) => String(order.reduceOnly)],
    ['closePosition', (order) => String(order.closePosition)],
    ['status', (order) => order.status],
    ['filledQuantity', (order) => decimalText(order.filledQuantity)],
    ['averagePrice', (order) => (order.averagePrice === null ? null : averageText(order.averagePrice))],
    ['endCode', (order) => order.endCode],
  ];
}
