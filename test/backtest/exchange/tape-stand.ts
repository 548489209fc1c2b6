// A stand on which BTCUSDT is walked by its trades, minute by minute.
import type { WalkFunding, WalkKline, WalkMark, WalkTrades } from '../../../backtest/exchange/walk-input.ts';
import { BAR_MS, createStand, type Stand, type StandOptions } from './stand.ts';

/** A trade: ms since the minute's open, price, quantity, and what its taker did. */
export type Tick = readonly [atMs: number, price: number, quantity: number, taker: 'buy' | 'sell'];

export interface MinuteExtras {
  /** Mark prices as open, high, low, close; default the last price. */
  readonly mark?: readonly [number, number, number, number];
  readonly ratio?: number;
  readonly funding?: readonly WalkFunding[];
  /** Klines of other symbols, walked beside it; times are put in. */
  readonly beside?: readonly Omit<WalkKline, 'openTime' | 'closeTime'>[];
}

export interface TapeStand extends Stand {
  /** Walks the next minute by these trades. */
  minute(ticks: readonly Tick[], extras?: MinuteExtras): void;
  /** From now on each trade is told here, by its time and price. */
  listen(onTrade: (time: number, price: number) => void): void;
}

export function createTapeStand(options: StandOptions = {}): TapeStand {
  const stand = createStand(options);
  let openTime = 0;
  let last = Number.NaN;
  let listener: ((time: number, price: number) => void) | null = null;
  return {
    ...stand,
    minute(ticks, extras = {}) {
      const closeTime = openTime + BAR_MS;
      const trades = tradesOf(openTime, ticks, (row) => {
        const time = trades.time[row] ?? Number.NaN;
        stand.clock.advanceTo(time);
        listener?.(time, trades.price[row] ?? Number.NaN);
      });
      const kline = klineOf(openTime, ticks, last, markOf(extras));
      const beside = (extras.beside ?? []).map((other) => ({ ...other, openTime, closeTime }));
      const walked = { ...kline, trades: listener === null ? { ...trades, tell: null } : trades };
      stand.exchange.walk({ time: closeTime, klines: [walked, ...beside], funding: extras.funding ?? [] });
      stand.clock.advanceTo(closeTime);
      stand.clock.runDue();
      openTime = closeTime;
      last = kline.close;
    },
    listen(onTrade) {
      listener = onTrade;
    },
  };
}

export function tradesOf(openTime: number, ticks: readonly Tick[], tell: (row: number) => void): WalkTrades {
  return {
    time: Float64Array.from(ticks, ([atMs]) => openTime + atMs),
    price: Float64Array.from(ticks, ([, price]) => price),
    quantity: Float64Array.from(ticks, ([, , quantity]) => quantity),
    takerSold: Uint8Array.from(ticks, ([, , , taker]) => (taker === 'sell' ? 1 : 0)),
    from: 0,
    to: ticks.length,
    tell,
  };
}

function klineOf(openTime: number, ticks: readonly Tick[], last: number, mark: WalkMark): WalkKline {
  const prices = ticks.length === 0 ? [last] : ticks.map(([, price]) => price);
  return {
    symbol: 'BTCUSDT',
    openTime,
    closeTime: openTime + BAR_MS,
    open: prices[0] ?? Number.NaN,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1) ?? Number.NaN,
    volume: ticks.reduce((sum, [, , quantity]) => sum + quantity, 0),
    mark,
  };
}

function markOf({ mark, ratio }: MinuteExtras): WalkMark {
  if (mark === undefined) return { kind: 'ratio', ratio: ratio ?? 1 };
  const [open, high, low, close] = mark;
  return { kind: 'kline', open, high, low, close };
}
