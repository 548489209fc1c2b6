// What is known of each market now: last close, mark price, and when the market was last heard of. Plain numbers, read
// by the planner, the checks and the marking of equity.
import type { FeedState, MarkPrice } from '../domain/market-event.ts';
import type { Kline } from '../domain/kline.ts';
import { intervalMs } from '../domain/interval.ts';

export interface MarketState {
  readonly symbol: string;
  /** Close of the latest kline or price of the latest trade; null before the first. */
  readonly last: number | null;
  /** Mark price; the last price until a mark is told. */
  readonly mark: number | null;
  /** Epoch ms of the latest news of this market. */
  readonly lastEventTime: number | null;
  /** Length of the klines the market is told in. */
  readonly liveIntervalMs: number;
  readonly feed: FeedState;
}

export interface MarketStates {
  of(symbol: string): MarketState;
  /** Mark price for valuing a position; null before the first price. */
  markOf(symbol: string): number | null;
  klineClosed(kline: Kline): void;
  traded(symbol: string, time: number, price: number): void;
  markMoved(mark: MarkPrice): void;
  feedChanged(symbol: string, feed: FeedState): void;
}

type MutableState = { -readonly [K in keyof MarketState]: MarketState[K] } & { hasOwnMark: boolean };

export function createMarketStates(symbols: readonly string[]): MarketStates {
  const states = new Map<string, MutableState>();
  for (const symbol of symbols) states.set(symbol, emptyState(symbol));
  const find = (symbol: string): MutableState => {
    const state = states.get(symbol);
    if (state === undefined) throw new Error(`market ${symbol} is not part of this run`);
    return state;
  };
  return {
    of: find,
    markOf: (symbol) => states.get(symbol)?.mark ?? null,
    klineClosed(kline) {
      const state = find(kline.symbol);
      state.last = kline.close;
      if (!state.hasOwnMark) state.mark = kline.close;
      state.lastEventTime = kline.closeTime;
      state.liveIntervalMs = intervalMs(kline.interval);
    },
    traded(symbol, time, price) {
      const state = find(symbol);
      state.last = price;
      if (!state.hasOwnMark) state.mark = price;
      state.lastEventTime = time;
    },
    markMoved(mark) {
      const state = find(mark.symbol);
      state.mark = mark.price;
      state.hasOwnMark = true;
    },
    feedChanged(symbol, feed) {
      find(symbol).feed = feed;
    },
  };
}

function emptyState(symbol: string): MutableState {
  return {
    symbol,
    last: null,
    mark: null,
    lastEventTime: null,
    liveIntervalMs: 0,
    feed: 'live',
    hasOwnMark: false,
  };
}
