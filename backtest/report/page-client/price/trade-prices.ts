// What is drawn of one trade: its fills, and each stop and target over the time it rested at the venue. A stop that was moved
// is several orders, one after the other, and shows as steps.
import type { ReportModel } from '../../page/report-model.ts';
import { cellAt, numberAt, textAt } from '../model/rows.ts';
import type { Trade, TradeBook } from '../model/trades.ts';

export interface FillMark {
  readonly time: number;
  readonly price: number;
  readonly isBuy: boolean;
}

export interface RestingPrice {
  readonly kind: 'stop' | 'target' | 'entry';
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly price: number;
}

export interface TradePrices {
  readonly fills: readonly FillMark[];
  readonly resting: readonly RestingPrice[];
}

export function tradePrices(model: ReportModel, book: TradeBook, trade: Trade): TradePrices {
  const fills = book.fillsOf(trade).map((row) => ({
    time: numberAt(model.fills, 'time', row) ?? trade.entryTime,
    price: numberAt(model.fills, 'price', row) ?? trade.entryPrice,
    isBuy: textAt(model.fills, 'side', row).toLowerCase() === 'buy',
  }));
  return { fills, resting: book.ordersOf(trade).flatMap((row) => restingPrice(model, row)) };
}

function restingPrice({ orders, summary }: ReportModel, row: number): readonly RestingPrice[] {
  const price = numberAt(orders, 'triggerPrice', row) ?? numberAt(orders, 'price', row);
  const from = numberAt(orders, 'placedTime', row);
  if (price === null || from === null) return [];
  const ended = /^(?:filled|cancelled|expired|rejected)$/.test(textAt(orders, 'status', row));
  const to = ended ? (numberAt(orders, 'updatedTime', row) ?? from) : Date.parse(summary.to);
  const role = textAt(orders, 'role', row);
  if (role === 'entry') return cellAt(orders, 'price', row) === null ? [] : [{ kind: 'entry', from, to, price }];
  return [{ kind: role === 'take-profit' ? 'target' : 'stop', from, to, price }];
}
