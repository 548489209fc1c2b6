import { describe, expect, test } from 'vitest';
import type { IntentOf } from '../../../engine/domain/intent.ts';
import type { Interval } from '../../../engine/domain/interval.ts';
import type { Kline } from '../../../engine/domain/kline.ts';
import type { MarkPrice, Trade } from '../../../engine/domain/market-event.ts';
import { BTC, type Bench, type BenchOptions, START, createBench } from './bench.ts';

const MINUTE_MS = 60_000;

/** A bench that holds 1 from 100 at the very open of a minute, its first legs resting. */
function holding(exits: Partial<IntentOf<'open'>>, side: 'long' | 'short' = 'long', options: BenchOptions = {}): Bench {
  const bench = createBench(options);
  bench.intend({ kind: 'open', side, quantity: 1, ...exits } as IntentOf<'open'>);
  bench.fillRest('slu-ma-1-1-M', 100);
  bench.acceptAll();
  bench.sent();
  return bench;
}

/** A closed minute that opened `minutes` after the start. */
function kline(
  minutes: number,
  prices: { high: number; low: number; close: number },
  changes: Partial<Kline> = {},
): Kline {
  const openTime = START + minutes * MINUTE_MS;
  return {
    symbol: BTC,
    interval: '1m',
    openTime,
    closeTime: openTime + MINUTE_MS,
    open: prices.close,
    ...prices,
    volume: 1,
    quoteVolume: 0,
    tradeCount: 0,
    takerBuyVolume: 0,
    warmup: false,
    ...changes,
  };
}

describe('break-even', () => {
  const breakEven = { trigger: { ratio: 0.05 }, offsetRatio: 0.001 };

  test('moves the stop to entry and its offset once a kline has gone the trigger into profit', () => {
    const bench = holding({ stop: { price: 90 }, breakEven });
    bench.execution.handleKline(kline(0, { high: 104.9, low: 99, close: 104 }));
    expect(bench.sent()).toEqual([]);
    bench.execution.handleKline(kline(1, { high: 105, low: 101, close: 102 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @100.1 reduce-only']);
    bench.accept('slu-ma-1-1-SL.2');
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL']);
    bench.execution.handleKline(kline(2, { high: 120, low: 101, close: 119 }));
    expect(bench.sent()).toEqual([]);
    expect(bench.execution.attributionOf('slu-ma-1-1-SL.2')?.reason).toBe('break-even');
  });

  test('of a short goes the other way', () => {
    const bench = holding({ stop: { price: 110 }, breakEven }, 'short');
    bench.execution.handleKline(kline(0, { high: 100, low: 95, close: 96 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET buy 1 @99.9 reduce-only']);
  });

  test('places a stop where there was none', () => {
    const bench = holding({ breakEven });
    expect(bench.working()).toEqual([]);
    bench.execution.handleKline(kline(0, { high: 106, low: 99, close: 104 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL STOP_MARKET sell 1 @100.1 reduce-only']);
  });

  test('never moves a stop back that lies tighter', () => {
    const bench = holding({ stop: { price: 100.5 }, breakEven: { trigger: { price: 105 } } });
    bench.execution.handleKline(kline(0, { high: 106, low: 101, close: 104 }));
    expect(bench.sent()).toEqual([]);
  });
});

describe('a trailing stop of the engine', () => {
  test('rests from the first fill where it has no activation, and follows the best price', () => {
    const bench = holding({ trailing: { callbackRatio: 0.02 } });
    expect(bench.working()).toEqual(['slu-ma-1-1-SL']);
    expect(bench.order('slu-ma-1-1-SL').triggerPrice?.toString()).toBe('98');
    bench.execution.handleKline(kline(0, { high: 110, low: 99, close: 109 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @107.8 reduce-only']);
    bench.acceptAll();
    bench.sent();
    bench.execution.handleKline(kline(1, { high: 109.9, low: 108, close: 108 }));
    expect(bench.sent()).toEqual([]);
    bench.execution.handleKline(kline(2, { high: 120, low: 110, close: 119 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.3 STOP_MARKET sell 1 @117.6 reduce-only']);
    expect(bench.execution.attributionOf('slu-ma-1-1-SL.3')?.reason).toBe('trailing');
  });

  test('of a short follows the lowest price', () => {
    const bench = holding({ trailing: { callbackRatio: 0.02 } }, 'short');
    bench.execution.handleKline(kline(0, { high: 101, low: 90, close: 92 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET buy 1 @91.8 reduce-only']);
  });

  test('waits for its activation, and the stop holds until it is tighter', () => {
    const bench = holding({ stop: { price: 97 }, trailing: { callbackRatio: 0.05, activation: { distance: 4 } } });
    bench.execution.handleKline(kline(0, { high: 103.9, low: 99, close: 103 }));
    expect(bench.sent()).toEqual([]);
    bench.execution.handleKline(kline(1, { high: 104, low: 99, close: 103 }));
    // 104 × 0.95 = 98.8, tighter than 97.
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @98.8 reduce-only']);
  });

  test('whose new trigger the price has passed already closes the bracket there', () => {
    const bench = holding({ trailing: { callbackRatio: 0.02 } });
    bench.execution.handleKline(kline(0, { high: 110, low: 99, close: 101 }));
    bench.sent();
    bench.reject('slu-ma-1-1-SL.2', 'WOULD_TRIGGER_AT_ONCE');
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 1 reduce-only']);
  });

  test('set later begins at the last price', () => {
    const bench = holding({ stop: { price: 90 } });
    bench.execution.handleKline(kline(0, { high: 130, low: 99, close: 112 }));
    bench.price(112);
    bench.intend({ kind: 'setExits', trailing: { callbackRatio: 0.05 } });
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @106.4 reduce-only']);
  });

  test('removed gives the stop back to where it was asked for, and break-even stays', () => {
    const bench = holding({
      stop: { price: 90 },
      breakEven: { trigger: { ratio: 0.05 } },
      trailing: { callbackRatio: 0.02 },
    });
    bench.execution.handleKline(kline(0, { high: 110, low: 99, close: 109 }));
    bench.acceptAll();
    bench.sent();
    bench.price(104);
    bench.intend({ kind: 'setExits', trailing: null });
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.3 STOP_MARKET sell 1 @100 reduce-only']);
    bench.acceptAll();
    bench.sent();
    bench.intend({ kind: 'setExits', breakEven: null });
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.4 STOP_MARKET sell 1 @90 reduce-only']);
  });

  test('that lies behind break-even leaves the stop there', () => {
    const bench = holding({ breakEven: { trigger: { ratio: 0.05 } }, trailing: { callbackRatio: 0.1 } });
    bench.execution.handleKline(kline(0, { high: 106, low: 99, close: 105 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @100 reduce-only']);
    bench.acceptAll();
    bench.sent();
    bench.execution.handleKline(kline(1, { high: 112, low: 105, close: 111 }));
    // 112 × 0.9 = 100.8, now the tighter of the two.
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.3 STOP_MARKET sell 1 @100.8 reduce-only']);
  });

  test('goes on while the strategy is quarantined', () => {
    const bench = holding({ trailing: { callbackRatio: 0.02 } });
    bench.execution.quarantine('ma');
    bench.execution.handleKline(kline(0, { high: 110, low: 99, close: 109 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @107.8 reduce-only']);
  });
});

describe('what a kline shows', () => {
  const exits = { trailing: { callbackRatio: 0.02 } };

  test('of the kline in which the entry filled is its close alone, for the extreme may lie before the fill', () => {
    const bench = createBench();
    bench.pass(20_000);
    bench.intend({ kind: 'open', side: 'long', quantity: 1, ...exits });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.acceptAll();
    bench.sent();
    bench.execution.handleKline(kline(0, { high: 200, low: 99, close: 105 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @102.9 reduce-only']);
  });

  test.each<{ name: string; change: Partial<Kline>; finestInterval: Interval }>([
    { name: 'of another interval than the strategy’s finest', change: { interval: '5m' }, finestInterval: '1m' },
    { name: 'finer than what the strategy listens to', change: {}, finestInterval: '15m' },
    { name: 'of the warm-up', change: { warmup: true }, finestInterval: '1m' },
    { name: 'of another symbol', change: { symbol: 'ETHUSDT' }, finestInterval: '1m' },
  ])('$name is nothing', ({ change, finestInterval }) => {
    const bench = holding(exits, 'long', { finestInterval });
    bench.execution.handleKline(kline(0, { high: 200, low: 99, close: 150 }, change));
    expect(bench.sent()).toEqual([]);
  });

  test('does not move a bracket that is closing', () => {
    const bench = holding(exits);
    bench.intend({ kind: 'close' });
    bench.sent();
    bench.execution.handleKline(kline(0, { high: 110, low: 99, close: 109 }));
    expect(bench.sent()).toEqual([]);
  });
});

describe('by setting', () => {
  const exits = { trailing: { callbackRatio: 0.02 } };
  const trade: Trade = { symbol: BTC, time: START, price: 110, quantity: 1, takerSide: 'buy' };
  const mark: MarkPrice = { symbol: BTC, time: START, price: 120, approximate: false };

  test.each([
    { exitsWatch: 'kline', trigger: '127.4' },
    { exitsWatch: 'trade', trigger: '107.8' },
    { exitsWatch: 'mark', trigger: '117.6' },
  ] as const)('$exitsWatch prices move the stop, and no other', ({ exitsWatch, trigger }) => {
    const bench = holding(exits, 'long', { settings: { exitsWatch } });
    bench.execution.handleTrade(trade);
    bench.execution.handleMark(mark);
    bench.execution.handleKline(kline(0, { high: 130, low: 99, close: 109 }));
    expect(bench.sent()).toEqual([`place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @${trigger} reduce-only`]);
  });
});

describe('the hot path', () => {
  /** How often the view is asked while `count` klines are told. */
  function questions(bench: Bench, count: number): number {
    let asked = 0;
    const { view } = bench;
    const market = view.market;
    const finestInterval = view.finestInterval;
    view.market = (symbol) => {
      asked += 1;
      return market(symbol);
    };
    view.finestInterval = (strategyId, symbol) => {
      asked += 1;
      return finestInterval(strategyId, symbol);
    };
    const one = kline(0, { high: 101, low: 99, close: 100 });
    for (let told = 0; told < count; told += 1) bench.execution.handleKline(one);
    return asked;
  }

  test('asks nothing per kline when nobody has exits the engine moves', () => {
    expect(questions(holding({ stop: { price: 90 }, targets: [{ price: 110 }] }), 1000)).toBe(0);
  });

  test('asks nothing per kline once break-even is done, or the bracket is gone', () => {
    const done = holding({ stop: { price: 90 }, breakEven: { trigger: { ratio: 0.05 } } });
    done.execution.handleKline(kline(0, { high: 106, low: 99, close: 104 }));
    expect(questions(done, 1000)).toBe(0);
    const gone = holding({ trailing: { callbackRatio: 0.02 } });
    gone.fillRest('slu-ma-1-1-SL', 98);
    expect(questions(gone, 1000)).toBe(0);
  });

  test('asks for the interval alone while the price is no better than the best', () => {
    const bench = holding({ trailing: { callbackRatio: 0.02 } });
    bench.execution.handleKline(kline(0, { high: 110, low: 99, close: 109 }));
    expect(questions(bench, 1000)).toBe(1000);
  });
});
