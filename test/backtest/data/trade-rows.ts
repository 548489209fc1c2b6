// Trades for tests: as records and as lines of a file.
import { tradeColumnsFromRows, type TradeColumns, type TradeRow } from '../../../backtest/data/trade-columns.ts';
import { FROM_MS } from './kline-rows.ts';

export const TRADE_HEADER = 'agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker';

/** A trade of 2 at 100 whose taker bought, so many ms after FROM_MS. */
export function trade(id: number, atMs: number, more: Partial<TradeRow> = {}): TradeRow {
  return { id, time: FROM_MS + atMs, price: 100, quantity: 2, tradeCount: 1, takerSold: false, ...more };
}

export function trades(...rows: readonly TradeRow[]): TradeColumns {
  return tradeColumnsFromRows('BTCUSDT', rows);
}

/** The line of a trade as the exchange publishes it. */
export function tradeLine({ id, time, price, quantity, tradeCount = 1, takerSold }: TradeRow): string {
  const firstId = id * 10;
  return `${id},${price},${quantity},${firstId},${firstId + tradeCount - 1},${time},${takerSold}`;
}

/** Trades as plain data, so that a difference is shown by field and row. */
export function plainTrades({ symbol, length, ...arrays }: TradeColumns): unknown {
  return {
    symbol,
    length,
    ...Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, Array.from(array)])),
  };
}
