// A market replayed by its trades: which klines are walked, with which trades, and who is told of them when.
import { describe, expect, it } from 'vitest';
import { klineColumnsFromRows } from '../../../backtest/data/kline-columns.ts';
import { klinesFromTrades } from '../../../backtest/data/klines-from-trades.ts';
import { tradeColumnsFromRows } from '../../../backtest/data/trade-columns.ts';
import { createReplay, type ReplayMarket } from '../../../backtest/replay/replay.ts';
import type { WalkInstant } from '../../../backtest/replay/walk-instant.ts';
import { createVirtualClock } from '../../../engine/clock/virtual-clock.ts';
import type { MarketEvent } from '../../../engine/domain/market-event.ts';

const MINUTE_MS = 60_000;

/** Trades of 1 at these minutes (with fractions) and prices. */
function tradesAt(...rows: readonly (readonly [minute: number, price: number])[]) {
  const trades = rows.map(([minute, price], id) => {
    return { id, time: minute * MINUTE_MS, price, quantity: 1, takerSold: id % 2 === 1 };
  });
  return klinesFromTrades(tradeColumnsFromRows('BTCUSDT', trades), '1m');
}

function marketOf(trades: ReturnType<typeof tradesAt>, more: Partial<ReplayMarket> = {}): ReplayMarket {
  const { klines } = trades;
  return { symbol: 'BTCUSDT', klines, finer: [], coarse: [], marks: undefined, funding: undefined, trades, ...more };
}

/** Replays all of it and writes down what was walked and told; walking tells the trades, where somebody listens. */
function replayed(market: ReplayMarket, listens: boolean, from = 0, to = 10) {
  const clock = createVirtualClock(from * MINUTE_MS);
  const log: string[] = [];
  const walk = ({ time, klines }: WalkInstant): void => {
    for (const { open, high, low, close, volume, trades } of klines) {
      const rows = trades === undefined ? 'none' : `${trades.from}-${trades.to}`;
      log.push(`${time / MINUTE_MS} walk ${open} ${high} ${low} ${close} v${volume} trades ${rows}`);
      for (let row = trades?.from ?? 0; row < (trades?.to ?? 0); row += 1) trades?.tell?.(row);
    }
  };
  const span = { fromTime: from * MINUTE_MS, toTime: to * MINUTE_MS };
  const replay = createReplay({ markets: [market], ...span, clock, target: { walk } });
  const shown = (event: MarketEvent): string => {
    if (event.kind === 'batch') return event.events.map(shown).join(', ');
    if (event.kind === 'kline') return `kline ${event.kline.close}`;
    return event.kind === 'trade' ? `${event.trade.takerSide} at ${event.trade.price}` : event.kind;
  };
  replay.event$.subscribe((event) => log.push(`${clock.now() / MINUTE_MS} told ${shown(event)}`));
  if (listens) replay.want([{ kind: 'stream', symbol: 'BTCUSDT', stream: 'trade' }]);
  while (replay.advance(10));
  return { replay, log };
}

describe('a market with trades', () => {
  const trades = tradesAt([1, 100], [1.5, 101], [3.25, 99], [4, 98]);

  it('is walked from the kline of its first trade to that of its last, each with its own', () => {
    const { log, replay } = replayed(marketOf(trades), false);
    expect(log).toEqual([
      '2 walk 100 101 100 101 v2 trades 0-2',
      '2 told kline 101',
      '3 walk 101 101 101 101 v0 trades 2-2',
      '3 told kline 101',
      '4 walk 99 99 99 99 v1 trades 2-3',
      '4 told kline 99',
      '5 walk 98 98 98 98 v1 trades 3-4',
      '5 told kline 98',
    ]);
    expect([replay.barsTotal, replay.barsDone(), replay.lastClose('BTCUSDT')]).toEqual([4, 4, 98]);
  });

  it('tells each trade at its own time before the kline that it closes, to those who want it', () => {
    const { log } = replayed(marketOf(trades), true, 1, 3);
    expect(log).toEqual([
      '2 walk 100 101 100 101 v2 trades 0-2',
      '1 told buy at 100',
      '1.5 told sell at 101',
      '2 told kline 101',
      '3 walk 101 101 101 101 v0 trades 2-2',
      '3 told kline 101',
    ]);
  });

  it('provides trades, which no other market does', () => {
    const market = marketOf(trades);
    expect(replayed(market, false).replay.provides('BTCUSDT', 'trade')).toBe(true);
    expect(replayed({ ...market, trades: undefined }, false).replay.provides('BTCUSDT', 'trade')).toBe(false);
  });

  it('tells recorded klines where they are given, and walks what was traded', () => {
    const row = (minute: number) => {
      const prices = { open: 100, high: 120, low: 80, close: 100 + minute };
      return { openTime: minute * MINUTE_MS, ...prices, volume: 9 };
    };
    const klines = klineColumnsFromRows('BTCUSDT', '1m', [0, 1, 3, 4, 5].map(row));
    const { log, replay } = replayed(marketOf(trades, { klines }), false);
    // Those before the first trade are history, the one after the last is left out; the trades of a gap have no kline.
    expect(log.filter((text) => text.includes('told'))).toEqual([
      '2 told kline 101',
      '4 told kline 103',
      '5 told kline 104',
    ]);
    expect(log[2]).toBe('4 walk 99 99 99 99 v1 trades 2-3');
    expect(replay.barsTotal).toBe(3);
  });

  it('takes its mark from mark klines as other markets do', () => {
    const mark = { openTime: MINUTE_MS, open: 99, high: 102, low: 98, close: 100, volume: 0 };
    const marks = klineColumnsFromRows('BTCUSDT', '1m', [mark]);
    expect(replayed(marketOf(trades, { marks }), false).replay.markSpans()).toEqual([
      { symbol: 'BTCUSDT', source: 'kline', fromTime: MINUTE_MS, toTime: 2 * MINUTE_MS },
      { symbol: 'BTCUSDT', source: 'coarser', fromTime: 2 * MINUTE_MS, toTime: 5 * MINUTE_MS },
    ]);
  });
});
