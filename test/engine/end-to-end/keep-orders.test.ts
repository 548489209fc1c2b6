import { describe, expect, it } from 'vitest';
import { type KeptOrder, keepOrders, open } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { scripted, type Script } from './script.ts';

const buy = (price: number, more: Partial<KeptOrder> = {}): KeptOrder => ({ side: 'buy', price, quantity: 1, ...more });
const sell = (price: number, more: Partial<KeptOrder> = {}): KeptOrder => ({
  side: 'sell',
  price,
  quantity: 1,
  ...more,
});

const run = (script: Script, klines = flat(6), exchange = {}) =>
  runStrategy({ klines, strategy: scripted(script), exchange });

describe('keepOrders', () => {
  it('places the set, post-only', () => {
    const result = run({ 0: keepOrders({ low: buy(98), lower: buy(96), high: sell(102) }) });
    expect(
      result
        .orders()
        .map(({ ref, side, price, timeInForce, status }) => [ref, side, Number(price), timeInForce, status]),
    ).toEqual([
      ['low', 'buy', 98, 'GTX', 'open'],
      ['lower', 'buy', 96, 'GTX', 'open'],
      ['high', 'sell', 102, 'GTX', 'open'],
    ]);
  });

  it('sends nothing where the set stands as it is said', () => {
    const set = () => keepOrders({ low: buy(98), lower: buy(96) });
    const result = run({ 0: set(), 1: set(), 2: set() });
    expect(result.orders()).toHaveLength(2);
    expect(result.refusals).toEqual([]);
  });

  it('amends what has moved, places what is new and cancels what is left out', () => {
    const result = run({
      0: keepOrders({ low: buy(98), lower: buy(96) }),
      2: keepOrders({ low: buy(97.5, { quantity: 2 }), high: sell(102) }),
    });
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 2 @ 97.5 open',
      'entry LIMIT buy 1 @ 96 cancelled requested',
      'entry LIMIT sell 1 @ 102 open',
    ]);
  });

  it('replaces an order that changes its side: the new one waits for the end of the old', () => {
    const result = run({ 0: keepOrders({ one: buy(98) }), 2: keepOrders({ one: sell(102) }) });
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 1 @ 98 cancelled requested',
      'entry LIMIT sell 1 @ 102 open',
    ]);
  });

  it('does not place a key again that was filled, until it was absent once', () => {
    // Kline 1 falls through 98, every later one stays above it.
    const klines = [...flat(1), [100, 101, 97, 100] as const, ...flat(5)];
    const set = () => keepOrders({ low: buy(98), lower: buy(96) });
    const result = run({ 0: set(), 1: set(), 2: set(), 3: keepOrders({ lower: buy(96) }), 4: set() }, klines);
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 1 @ 98 filled',
      'entry LIMIT buy 1 @ 96 open',
      'entry LIMIT buy 1 @ 98 open',
    ]);
    expect(result.orders().map(({ placedTime }) => result.when(placedTime))).toEqual(['k1', 'k1', 'k5']);
  });

  it('counts what a key has filled against the quantity it asks for', () => {
    // A tenth of 4: 0.4 of 1 fill in kline 1. Asked for 2 at 97 then, the key lacks 1.6.
    const klines = [...flat(1), [100, 101, 97, 100, 4] as const, ...flat(4)];
    const script = { 0: keepOrders({ low: buy(98) }), 1: keepOrders({ low: buy(97, { quantity: 2 }) }) };
    const result = run(script, klines, { participationRatio: 0.1 });
    expect(result.orderLines()).toEqual(['entry LIMIT buy 2 @ 97 partially-filled']);
    expect(Number(result.orders()[0]!.filledQuantity)).toBe(0.4);
  });

  it('cancels other resting entries too: the set is the whole', () => {
    const limit = open({ side: 'long', type: 'limit', price: 90, quantity: 1, ref: 'a' });
    expect(run({ 0: limit, 1: keepOrders({ low: buy(98) }) }).orderLines()).toEqual([
      'entry LIMIT buy 1 @ 90 cancelled requested',
      'entry LIMIT buy 1 @ 98 open',
    ]);
  });

  it('gives each order the exits it names', () => {
    const klines = [...flat(1), [100, 101, 97, 100] as const, ...flat(2)];
    const result = run({ 0: keepOrders({ low: buy(98, { stop: { price: 95 }, targets: [{ price: 103 }] }) }) }, klines);
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 1 @ 98 filled',
      'stop-loss STOP_MARKET sell 1 > 95 open',
      'take-profit TAKE_PROFIT_MARKET sell 1 > 103 open',
    ]);
  });

  it('tries a key again that the exchange would not take, when the set is said again', () => {
    // At 100 a post-only buy of 100.5 would take; from 102 it rests.
    const klines = [...flat(2), ...flat(3, 102)];
    const set = () => keepOrders({ one: buy(100.5) });
    const result = run({ 0: set(), 2: set() }, klines);
    expect(result.refusalLines()).toEqual(['rejected POST_ONLY_WOULD_TAKE of one']);
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 1 @ 100.5 rejected POST_ONLY_WOULD_TAKE',
      'entry LIMIT buy 1 @ 100.5 open',
    ]);
  });

  it('takes at once where it may', () => {
    expect(run({ 0: keepOrders({ one: buy(100.5, { postOnly: false }) }) }).fillLines()).toEqual([
      'k1 entry buy 1 @ 100 taker',
    ]);
  });

  it.each([
    [
      'a key that another intent has used',
      { 0: [open({ side: 'long', quantity: 1, ref: 'one' }), keepOrders({ one: buy(98) })] },
      'refused DUPLICATE_REF of one',
    ],
    [
      'an order that is too small',
      { 0: keepOrders({ one: buy(98), two: buy(96, { quantity: 0.05 }) }) },
      'refused NOTIONAL_TOO_SMALL of two',
    ],
    [
      'a set that margin does not cover',
      { 0: keepOrders({ one: buy(98, { quantity: 60 }), two: buy(96, { quantity: 60 }) }) },
      'refused MARGIN_SHORT',
    ],
  ])('is refused as a whole for %s', (_, script, line) => {
    const result = run(script);
    expect(result.refusalLines()).toEqual([line]);
    expect(result.orders().filter(({ type }) => type === 'LIMIT')).toEqual([]);
  });
});
