// The trades of a run with all that hangs on each: its orders, fills and funding.
import type { ReportModel } from '../../page/report-model.ts';
import { numberAt, rowsById, textAt } from './rows.ts';

/** What charts and filters need of a trade at once; the rest is read from the table by `row`. */
export interface Trade {
  readonly row: number;
  readonly tradeId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly isLong: boolean;
  readonly open: boolean;
  /** Epoch ms. */
  readonly entryTime: number;
  /** Epoch ms; of an open one the end of the run. */
  readonly exitTime: number;
  readonly entryPrice: number;
  readonly exitPrice: number;
  readonly result: number;
  readonly exitCause: string;
}

export interface TradeBook {
  /** By first entry fill. */
  readonly trades: readonly Trade[];
  ordersOf(trade: Trade): readonly number[];
  fillsOf(trade: Trade): readonly number[];
  fundingOf(trade: Trade): readonly number[];
}

export function createTradeBook({ trades: table, orders, fills, funding, summary }: ReportModel): TradeBook {
  const endTime = Date.parse(summary.to);
  const trades = Array.from({ length: table.length }, (_, row): Trade => {
    const entryTime = numberAt(table, 'entryTime', row) ?? 0;
    return {
      row,
      entryTime,
      tradeId: textAt(table, 'tradeId', row),
      strategyId: textAt(table, 'strategyId', row),
      symbol: textAt(table, 'symbol', row),
      isLong: textAt(table, 'direction', row) === 'long',
      open: textAt(table, 'status', row) === 'open',
      exitTime: numberAt(table, 'exitTime', row) ?? endTime,
      entryPrice: numberAt(table, 'entryPrice', row) ?? 0,
      exitPrice: numberAt(table, 'exitPrice', row) ?? 0,
      result: numberAt(table, 'result', row) ?? 0,
      exitCause: textAt(table, 'exitCause', row),
    };
  });
  // Joined when first asked for: thousands of orders are no reason to wait before the page shows.
  const joined = {
    orders: lazily(() => joinOf(orders)),
    fills: lazily(() => joinOf(fills)),
    funding: lazily(() => joinOf(funding)),
  };
  const of = (index: () => ReadonlyMap<string, readonly number[]>) => (trade: Trade) =>
    index().get(trade.tradeId) ?? [];
  return { trades, ordersOf: of(joined.orders), fillsOf: of(joined.fills), fundingOf: of(joined.funding) };
}

function joinOf(table: ReportModel['orders']): ReadonlyMap<string, readonly number[]> {
  return rowsById(table, table.columns['tradeIds'] === undefined ? 'tradeId' : 'tradeIds');
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
