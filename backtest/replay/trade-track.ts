// The recorded trades of one symbol, handed out kline by kline to whoever walks them, and told one by one to whoever listens.
import type { Trade } from '../../engine/domain/market-event.ts';
import type { KlineColumns } from '../data/kline-columns.ts';
import type { TradeKlines } from '../data/klines-from-trades.ts';
import type { WalkTrades } from './walk-instant.ts';

export interface TradeTrack {
  /** Klines made of the trades. */
  readonly klines: KlineColumns;
  /** Trades of the kline that opens at `openTime`; to be asked in order of time. The object is used again. */
  within(openTime: number): WalkTrades;
  /** Row in `klines` of the kline that was asked for last. */
  row(): number;
  /** From the next trade on each is told, once it has been walked. */
  listen(onTrade: (trade: Trade) => void): void;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function createTradeTrack({ trades, klines, firstTrade }: TradeKlines): TradeTrack {
  const { symbol, time, price, quantity, takerSold } = trades;
  const window: Mutable<WalkTrades> = { time, price, quantity, takerSold, from: 0, to: 0, tell: null };
  let row = 0;
  return {
    klines,
    row: () => row,
    within(openTime) {
      while (row < klines.length && (klines.openTime[row] ?? Number.NaN) < openTime) row += 1;
      window.from = firstTrade[row] ?? 0;
      window.to = firstTrade[row + 1] ?? window.from;
      return window;
    },
    listen(onTrade) {
      window.tell = (at) => {
        onTrade({
          symbol,
          time: time[at] ?? Number.NaN,
          price: price[at] ?? Number.NaN,
          quantity: quantity[at] ?? Number.NaN,
          takerSide: takerSold[at] === 1 ? 'sell' : 'buy',
        });
      };
    },
  };
}
