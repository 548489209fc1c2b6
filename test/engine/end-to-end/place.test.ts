// Kline 1, which meets what is said at the close of kline 0, is walked 100 → 101 (19,999 ms) → 98 (39,999 ms) → 100
// (59,999 ms): flat, the nearer extreme comes first.
import { describe, expect, it } from 'vitest';
import { type Intent, open, place } from '../../../engine/index.ts';
import { type BenchInput, runStrategy, T0 } from './bench.ts';
import { scripted } from './script.ts';

const KLINES = [
  [100, 101, 99, 100],
  [100, 101, 98, 100],
  [100, 101, 99, 100],
] as const;

const run = (intents: Intent<'main'> | readonly Intent<'main'>[], input: Partial<BenchInput> = {}) =>
  runStrategy({ klines: KLINES, strategy: scripted({ 0: intents }), ...input });

const buy = { side: 'buy', quantity: 1 } as const;
const sell = { side: 'sell', quantity: 1 } as const;

describe('place', () => {
  it.each([
    ['a limit', place({ ...buy, price: 99 }), 'k1+33332 entry buy 1 @ 99 maker'],
    ['a stop', place({ ...buy, triggerPrice: 100.5, trigger: 'stop' }), 'k1+9999 entry buy 1 @ 100.5 taker'],
    // Woken at 100.5, the limit of 100.2 rests and is passed at 0.8/3 of the way down.
    [
      'a stop-limit',
      place({ ...buy, triggerPrice: 100.5, trigger: 'stop', price: 100.2 }),
      'k1+25332 entry buy 1 @ 100.2 maker',
    ],
    ['a take-profit', place({ ...buy, triggerPrice: 99, trigger: 'take-profit' }), 'k1+33332 entry buy 1 @ 99 taker'],
    // Woken at 99 the limit of 99.4 is marketable there.
    [
      'a take-profit with a limit',
      place({ ...buy, triggerPrice: 99, trigger: 'take-profit', price: 99.4 }),
      'k1+33332 entry buy 1 @ 99 taker',
    ],
    // Follows to 101: 101 · 0.99 = 99.99, down to the tick 99.9, passed at 1.1/3 of the way down.
    ['a trailing stop', place({ ...sell, callbackRatio: 0.01 }), 'k1+27332 entry sell 1 @ 99.9 taker'],
    // It follows from 99 downwards only: 98 · 1.01 = 98.98, up to 99, passed at half the way from 98 to 100.
    [
      'a trailing stop from its activation price',
      place({ ...buy, callbackRatio: 0.01, activationPrice: 99 }),
      'k1+49999 entry buy 1 @ 99 taker',
    ],
    [
      'a limit until a date',
      place({ ...buy, price: 99, goodTillMs: T0 + 60_000 + 33_333 }),
      'k1+33332 entry buy 1 @ 99 maker',
    ],
    ['a limit that fills at once or not at all', place({ ...buy, price: 100, timeInForce: 'FOK' }), undefined],
    ['a limit that takes', place({ ...buy, price: 100.1, timeInForce: 'IOC' }), 'k1 entry buy 1 @ 100 taker'],
    ['a limit that only makes', place({ ...buy, price: 99, timeInForce: 'GTX' }), 'k1+33332 entry buy 1 @ 99 maker'],
  ])('%s', (_, intent, fill) => {
    expect(run(intent).fillLines()).toEqual(fill === undefined ? [] : [fill]);
  });

  it('wakes by the mark price where it is asked to, and fills at the last price of that place', () => {
    // The mark falls from 101 to 96 while the last price falls from 101 to 98: mark 97 is passed at 4/5 of the way, where
    // the last price is 101 − 3 · 0.8 = 98.6.
    const marks = [KLINES[0], [100, 101, 96, 100], KLINES[2]] as const;
    const order = place({ ...sell, triggerPrice: 97, trigger: 'stop', workingType: 'mark' });
    const result = run(order, { klines: { BTCUSDT: { klines: KLINES, marks } } });
    expect(result.fillLines()).toEqual(['k1+35999 entry sell 1 @ 98.6 taker']);
  });

  it('with exits founds a bracket', () => {
    const result = run(place({ ...buy, price: 99, stop: { price: 97 }, targets: [{ distance: 5 }], ref: 'p' }));
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 1 @ 99 filled',
      'stop-loss STOP_MARKET sell 1 > 97 open',
      'take-profit TAKE_PROFIT_MARKET sell 1 > 104 open',
    ]);
    expect(result.orders().map(({ ref }) => ref)).toEqual(['p', 'p', 'p']);
  });

  it('reduce-only takes from what is held, and never more', () => {
    const strategy = scripted({
      0: open({ side: 'long', quantity: 1 }),
      1: place({ side: 'sell', price: 100.5, quantity: 3, reduceOnly: true, ref: 'r' }),
    });
    const result = run([], { strategy });
    // Long, and either way alike, kline 2 goes to its low first (WALK-2), and from 99 to 101 between 19,999 and 39,999 ms.
    expect(result.fillLines()).toEqual(['k1 entry buy 1 @ 100 taker', 'k2+34999 reduce sell 1 @ 100.5 maker']);
    expect(result.refusals).toMatchObject([
      { outcome: 'clipped', code: 'REDUCES_MORE_THAN_HELD', by: 'risk', operands: { quantity: '3', reducible: '1' } },
    ]);
  });

  it('in hedge mode says which position it is for', () => {
    const account = { positionMode: 'hedge' };
    const orders = [place({ ...buy, price: 99, position: 'long' }), place({ ...sell, price: 102, position: 'short' })];
    const result = run(orders, { account });
    expect(result.orders().map(({ positionSide, status }) => [positionSide, status])).toEqual([
      ['long', 'filled'],
      ['short', 'open'],
    ]);
    expect(run(place({ ...buy, price: 99 }), { account }).refusalLines()).toEqual(['refused SIDE_NEEDED']);
  });
});

describe('a placed order that ends unfilled', () => {
  // Kline 1 trades 5, of which a tenth may be ours.
  const thin = {
    klines: [KLINES[0], [100, 101, 98, 100, 5] as const, KLINES[2]],
    exchange: { participationRatio: 0.1 },
  };

  it.each([
    [
      'at its date',
      place({ ...buy, price: 99, goodTillMs: T0 + 90_000 }),
      {},
      'entry LIMIT buy 1 @ 99 expired good-till-date',
    ],
    [
      'at once, as IOC out of the market',
      place({ ...buy, price: 99, timeInForce: 'IOC' }),
      {},
      'entry LIMIT buy 1 @ 99 expired ioc-remainder',
    ],
    [
      'by its rest, as IOC in a thin one',
      place({ ...buy, price: 101, timeInForce: 'IOC' }),
      thin,
      'entry LIMIT buy 1 @ 101 expired ioc-remainder',
    ],
    [
      'as FOK in a thin one',
      place({ ...buy, price: 101, timeInForce: 'FOK' }),
      thin,
      'entry LIMIT buy 1 @ 101 expired fok-not-filled',
    ],
  ])('%s', (_, intent, input, line) => {
    expect(run(intent, input).orderLines()).toEqual([line]);
  });

  it('keeps what IOC has filled', () => {
    const result = run(place({ ...buy, price: 101, timeInForce: 'IOC' }), thin);
    expect(result.fillLines()).toEqual(['k1 entry buy 0.5 @ 100 taker']);
  });
});

describe('place is refused', () => {
  it.each([
    ['for a reduction of nothing', place({ ...sell, price: 101, reduceOnly: true }), 'refused REDUCES_MORE_THAN_HELD'],
    [
      'for exits of a reduction',
      place({ ...sell, price: 101, reduceOnly: true, stop: { price: 90 } }),
      'refused EXITS_ON_REDUCE_ONLY',
    ],
    ['for a price that rounds to nothing', place({ ...buy, price: 0.04 }), 'refused PRICE_INVALID'],
    ['for a callback of all', place({ ...buy, callbackRatio: 1 }), 'refused NUMBER_INVALID'],
    ['for a date without a time', place({ ...buy, price: 99, timeInForce: 'GTD' }), 'refused GOOD_TILL_INVALID'],
    // A buy at most at mark · 2.
    ['for a price beyond the instrument’s range', place({ ...buy, price: 200.1 }), 'refused PRICE_BEYOND_INSTRUMENT'],
    ['for less than the smallest notional', place({ ...buy, quantity: 0.05, price: 99 }), 'refused NOTIONAL_TOO_SMALL'],
  ])('%s', (_, intent, line) => {
    const result = run(intent);
    expect(result.refusalLines()).toEqual([line]);
    expect(result.orders()).toEqual([]);
  });

  it.each([
    [
      'a post-only limit that would take',
      place({ ...buy, price: 100.1, timeInForce: 'GTX' }),
      'rejected POST_ONLY_WOULD_TAKE',
    ],
    [
      'a stop that is reached already',
      place({ ...buy, triggerPrice: 100, trigger: 'stop' }),
      'rejected WOULD_TRIGGER_AT_ONCE',
    ],
    [
      'a take-profit that is reached already',
      place({ ...sell, triggerPrice: 100, trigger: 'take-profit' }),
      'rejected WOULD_TRIGGER_AT_ONCE',
    ],
  ])('by the exchange, for %s', (_, intent, line) => {
    expect(run(intent).refusalLines()).toEqual([line]);
  });
});
