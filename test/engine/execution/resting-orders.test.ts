import { describe, expect, test } from 'vitest';
import type { IntentOf, KeptOrder, PlaceOptions, SingleIntent } from '../../../engine/domain/intent.ts';
import { type Bench, type BenchOptions, createBench } from './bench.ts';

function place(order: PlaceOptions): SingleIntent {
  return { kind: 'place', ...order };
}

const buyAt99 = place({ side: 'buy', price: 99, quantity: 1, ref: 'a' });

/** A bench with one accepted limit order under the ref `a`. */
function resting(options: BenchOptions = {}, order: SingleIntent = buyAt99): Bench {
  const bench = createBench(options);
  bench.intend(order);
  bench.acceptAll();
  bench.sent();
  return bench;
}

describe('place', () => {
  test.each<{ name: string; order: PlaceOptions; sent: string }>([
    { name: 'a limit', order: { side: 'buy', price: 99, quantity: 1 }, sent: 'M LIMIT buy 1 @99' },
    {
      name: 'a stop at market',
      order: { side: 'sell', triggerPrice: 90, trigger: 'stop', quantity: 1 },
      sent: 'M STOP_MARKET sell 1 @90',
    },
    {
      name: 'a stop with a limit',
      order: { side: 'sell', triggerPrice: 90, price: 89, trigger: 'stop', quantity: 1 },
      sent: 'M STOP sell 1 @90 limit 89',
    },
    {
      name: 'a take-profit at market',
      order: { side: 'buy', triggerPrice: 90, trigger: 'take-profit', quantity: 1 },
      sent: 'M TAKE_PROFIT_MARKET buy 1 @90',
    },
    {
      name: 'a take-profit with a limit',
      order: { side: 'buy', triggerPrice: 90, price: 89.96, trigger: 'take-profit', quantity: 1 },
      sent: 'M TAKE_PROFIT buy 1 @90 limit 89.9',
    },
    {
      name: 'a trailing stop',
      order: { side: 'sell', callbackRatio: 0.01, activationPrice: 105.04, quantity: 1 },
      sent: 'M TRAILING_STOP_MARKET sell 1 @105.1',
    },
    {
      name: 'an order that only reduces',
      order: { side: 'sell', price: 110, quantity: 1, reduceOnly: true },
      sent: 'R LIMIT sell 1 @110 reduce-only',
    },
  ])('$name goes as it was said, and founds no bracket', ({ order, sent }) => {
    const bench = createBench();
    bench.intend(place(order));
    expect(bench.sent()).toEqual([`place slu-ma-1-1-${sent}`]);
    expect(bench.execution.brackets()).toEqual([]);
  });

  test('with exits founds a bracket that its fills protect', () => {
    const bench = createBench();
    bench.intend(place({ side: 'sell', price: 101, quantity: 1, stop: { distance: 4 } }));
    bench.accept('slu-ma-1-1-M');
    bench.sent();
    bench.fill('slu-ma-1-1-M', '0.5', 101);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL STOP_MARKET buy 0.5 @105 reduce-only']);
  });

  test('without exits may go against the book, and takes from brackets what is held in them alone', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', quantity: 1, stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.acceptAll();
    bench.intend(place({ side: 'sell', price: 101, quantity: '0.4' }));
    bench.accept('slu-ma-1-2-M');
    bench.sent();
    bench.fillRest('slu-ma-1-2-M', 101);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 0.6 @90 reduce-only']);
  });

  test('takes from what is held outside of brackets first', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', quantity: 1, stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.acceptAll();
    bench.intend(place({ side: 'buy', price: 99, quantity: 1 }));
    bench.acceptAll();
    bench.fillRest('slu-ma-1-2-M', 99);
    bench.intend(place({ side: 'sell', price: 101, quantity: '1.5' }));
    bench.acceptAll();
    bench.sent();
    bench.fill('slu-ma-1-3-M', 1, 101);
    expect(bench.sent()).toEqual([]);
    bench.fill('slu-ma-1-3-M', '0.5', 101);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 0.5 @90 reduce-only']);
  });

  test('that only reduces has no exits', () => {
    const bench = createBench();
    bench.intend(place({ side: 'sell', price: 110, quantity: 1, reduceOnly: true, stop: { price: 120 } }));
    expect(bench.told()).toEqual(['refused EXITS_ON_REDUCE_ONLY']);
  });

  test('in hedge mode reduces when it closes the side it names', () => {
    const bench = createBench({ account: { positionMode: 'hedge' } });
    bench.intend(place({ side: 'sell', price: 110, quantity: 1, position: 'long' }));
    bench.intend(place({ side: 'sell', price: 110, quantity: 1, position: 'short' }));
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-R LIMIT sell 1 @110 long',
      'place slu-ma-1-2-M LIMIT sell 1 @110 short',
    ]);
  });
});

describe('amend', () => {
  test.each<{ name: string; change: { price?: number; quantity?: number }; sent: string }>([
    { name: 'the price', change: { price: 98.57 }, sent: 'amend slu-ma-1-1-M 1 @98.5' },
    { name: 'the quantity', change: { quantity: 2.0005 }, sent: 'amend slu-ma-1-1-M 2 @99' },
    { name: 'both', change: { price: 98, quantity: 3 }, sent: 'amend slu-ma-1-1-M 3 @98' },
  ])('$name, rounded as ever', ({ change, sent }) => {
    const bench = resting();
    bench.intend({ kind: 'amend', of: 'a', ...change });
    expect(bench.sent()).toEqual([sent]);
    bench.amended('slu-ma-1-1-M');
    expect(bench.order('slu-ma-1-1-M').status).toBe('open');
  });

  test('tells risk by how much the order grows', () => {
    const bench = resting();
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.intend({ kind: 'amend', of: 'a', price: 98, quantity: 2 });
    expect(bench.judged.at(-1)?.amends[0]?.notionalChange.toString()).toBe('97.5'); // 1.5 × 98 − 0.5 × 99
  });

  test.each<{ name: string; intent: IntentOf<'amend'>; told: string }>([
    { name: 'of an unknown ref', intent: { kind: 'amend', of: 'x', price: 98 }, told: 'refused UNKNOWN_REF' },
    {
      name: 'to a quantity that is filled',
      intent: { kind: 'amend', of: 'a', quantity: '0.5' },
      told: 'refused AMEND_BELOW_FILLED',
    },
    {
      name: 'below the smallest order',
      intent: { kind: 'amend', of: 'a', quantity: '0.0001' },
      told: 'refused QUANTITY_TOO_SMALL',
    },
    { name: 'to what it is', intent: { kind: 'amend', of: 'a', price: 99.04 }, told: 'dropped NOTHING_TO_CHANGE' },
  ])('$name is $told', ({ intent, told }) => {
    const bench = resting();
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.intend(intent);
    expect(bench.told()).toEqual([told]);
    expect(bench.sent()).toEqual([]);
  });

  test('of an ended order is refused', () => {
    const bench = resting();
    bench.cancelled('slu-ma-1-1-M', 'venue');
    bench.intend({ kind: 'amend', of: 'a', price: 98 });
    expect(bench.told()).toEqual(['refused ORDER_ENDED']);
  });

  test('of anything but a limit is refused', () => {
    const bench = resting({}, place({ side: 'sell', triggerPrice: 90, trigger: 'stop', quantity: 1, ref: 'a' }));
    bench.intend({ kind: 'amend', of: 'a', price: 98 });
    expect(bench.told()).toEqual(['refused NOT_AMENDABLE']);
  });

  test('where the venue cannot, cancels and places what is left under the same ref and exits', () => {
    const order = place({ side: 'buy', price: 99, quantity: 2, ref: 'a', stop: { distance: 5 } });
    const bench = resting({ capabilities: { amend: false } }, order);
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.acceptAll();
    bench.sent();
    bench.intend({ kind: 'amend', of: 'a', price: 98, quantity: 3 });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.sent();
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.sent()).toEqual(['place slu-ma-1-2-M LIMIT buy 2 @98']);
    expect(bench.order('slu-ma-1-2-M')).toMatchObject({ ref: 'a', bracketId: 'slu-ma-1-2' });
    bench.intend({ kind: 'cancel', of: 'a' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-2-M']);
  });

  test('by way of a cancel places nothing when the order filled meanwhile, or the name is cancelled', () => {
    const filled = resting({ capabilities: { amend: false } });
    filled.intend({ kind: 'amend', of: 'a', price: 98 });
    filled.sent();
    filled.fillRest('slu-ma-1-1-M', 99);
    expect(filled.sent()).toEqual([]);
    expect(filled.told()).toEqual(['dropped NOTHING_TO_CHANGE']);

    const cancelled = resting({ capabilities: { amend: false } });
    cancelled.intend({ kind: 'amend', of: 'a', price: 98 });
    cancelled.intend({ kind: 'cancel', of: 'a' });
    cancelled.sent();
    cancelled.cancelled('slu-ma-1-1-M');
    expect(cancelled.sent()).toEqual([]);
    expect(cancelled.told()).toEqual(['dropped SUPERSEDED']);
  });
});

describe('cancel', () => {
  test('cancels the order of a ref, once', () => {
    const bench = resting();
    bench.intend({ kind: 'cancel', of: 'a' });
    bench.intend({ kind: 'cancel', of: 'a' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
  });

  test('of an ended order is dropped, of an unknown name refused', () => {
    const bench = resting();
    bench.cancelled('slu-ma-1-1-M');
    bench.intend({ kind: 'cancel', of: 'a' });
    bench.intend({ kind: 'cancel', of: 'x' });
    expect(bench.told()).toEqual(['dropped NOTHING_TO_CANCEL', 'refused UNKNOWN_REF']);
  });

  test('never touches the exits of what the ref opened', () => {
    const bench = resting({}, place({ side: 'buy', price: 99, quantity: 1, ref: 'a', stop: { price: 90 } }));
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.acceptAll();
    bench.sent();
    bench.intend({ kind: 'cancel', of: 'a' });
    bench.confirmCancels();
    bench.intend({ kind: 'cancelAll' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
    expect(bench.working()).toEqual(['slu-ma-1-1-SL']);
    expect(bench.told()).toEqual(['dropped NOTHING_TO_CANCEL']);
  });

  test('all takes every order the strategy placed in the market, and no one else’s', () => {
    const bench = resting();
    bench.intend(place({ side: 'sell', price: 120, quantity: 1, reduceOnly: true }));
    bench.intend(place({ side: 'buy', price: 98, quantity: 1 }), 'other');
    bench.acceptAll();
    bench.sent();
    bench.intend({ kind: 'cancelAll' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M', 'cancel slu-ma-1-2-R']);
  });

  test('that the venue would not take is said again while the order works on, ever more slowly', () => {
    const bench = resting();
    bench.intend({ kind: 'cancel', of: 'a' });
    bench.sent();
    const refuse = (): void => {
      const what = { clientOrderId: 'slu-ma-1-1-M', symbol: 'BTCUSDT', message: '' } as const;
      bench.report({ kind: 'cancelRejected', code: 'RATE_LIMITED', ...what });
    };
    refuse();
    bench.pass(999);
    expect(bench.sent()).toEqual([]);
    bench.pass(1);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
    refuse();
    bench.pass(1999);
    expect(bench.sent()).toEqual([]);
    bench.pass(1);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
    bench.cancelled('slu-ma-1-1-M');
    bench.pass(100_000);
    expect(bench.sent()).toEqual([]);
  });
});

describe('keepOrders', () => {
  const grid = (prices: Readonly<Record<string, number>>, more: Partial<KeptOrder> = {}): SingleIntent => ({
    kind: 'keepOrders',
    orders: Object.fromEntries(
      Object.entries(prices).map(([key, price]) => [key, { side: 'buy', price, quantity: 1, ...more } as const]),
    ),
  });

  /** A bench that keeps `a` at 99 and `b` at 98, both resting. */
  function keeping(options: BenchOptions = {}): Bench {
    return resting(options, grid({ a: 99, b: 98 }));
  }

  test('places the whole set, post-only unless it says otherwise', () => {
    const bench = createBench();
    bench.intend(grid({ a: 99 }));
    bench.intend(grid({ a: 99, b: 98 }, { postOnly: false }));
    expect(bench.sent()[0]).toBe('place slu-ma-1-1-M LIMIT buy 1 @99 GTX');
  });

  test('sends nothing when the set stands', () => {
    const bench = keeping();
    bench.intend(grid({ a: 99, b: 98 }));
    bench.intend(grid({ b: 98.04, a: 99 }));
    expect(bench.sent()).toEqual([]);
    expect(bench.told()).toEqual([]);
  });

  test('places, amends and cancels the difference', () => {
    const bench = keeping();
    bench.intend(grid({ b: 97, c: 96 }));
    expect(bench.sent()).toEqual([
      'cancel slu-ma-1-1-M',
      'amend slu-ma-1-2-M 1 @97',
      'place slu-ma-1-3-M LIMIT buy 1 @96 GTX',
    ]);
  });

  test('does not amend again to what an unanswered amend asked for', () => {
    const bench = keeping();
    bench.intend(grid({ a: 99, b: 97 }));
    bench.sent();
    bench.intend(grid({ a: 99, b: 97 }));
    expect(bench.sent()).toEqual([]);
    bench.intend(grid({ a: 99, b: 96 }));
    expect(bench.sent()).toEqual(['amend slu-ma-1-2-M 1 @96']);
  });

  test('where the venue cannot amend, replaces an order once it has ended', () => {
    const bench = keeping({ capabilities: { amend: false } });
    bench.intend(grid({ a: 99, b: 97 }));
    expect(bench.sent()).toEqual(['cancel slu-ma-1-2-M']);
    bench.fill('slu-ma-1-2-M', '0.4', 98);
    bench.cancelled('slu-ma-1-2-M');
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M LIMIT buy 0.6 @97 GTX']);
  });

  test('does not replace an order that filled across its cancel', () => {
    const bench = keeping({ capabilities: { amend: false } });
    bench.intend(grid({ a: 99, b: 97 }));
    bench.sent();
    bench.fillRest('slu-ma-1-2-M', 98);
    expect(bench.sent()).toEqual([]);
  });

  test('cancels and replaces an order whose amend the venue would not take', () => {
    const bench = keeping();
    bench.intend(grid({ a: 99, b: 97 }));
    bench.sent();
    const what = { clientOrderId: 'slu-ma-1-2-M', symbol: 'BTCUSDT', message: '' } as const;
    bench.report({ kind: 'amendRejected', code: 'PRICE_FILTER', ...what });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-2-M']);
    bench.cancelled('slu-ma-1-2-M');
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M LIMIT buy 1 @97 GTX']);
  });

  test.each(['UNKNOWN_ORDER', 'NOTHING_TO_CHANGE'] as const)(
    'leaves an order alone whose amend is answered %s, until the set is said again',
    (code) => {
      const bench = keeping();
      bench.intend(grid({ a: 99, b: 97 }));
      bench.sent();
      bench.report({ kind: 'amendRejected', code, clientOrderId: 'slu-ma-1-2-M', symbol: 'BTCUSDT', message: '' });
      expect(bench.sent()).toEqual([]);
      bench.intend(grid({ a: 99, b: 97 }));
      expect(bench.sent()).toEqual(['amend slu-ma-1-2-M 1 @97']);
    },
  );

  test('does not place a filled key again before the strategy has left it out once', () => {
    const bench = keeping();
    bench.fillRest('slu-ma-1-1-M', 99);
    bench.intend(grid({ a: 99, b: 98 }));
    expect(bench.sent()).toEqual([]);
    bench.intend(grid({ b: 98 }));
    expect(bench.sent()).toEqual([]);
    bench.intend(grid({ a: 99, b: 98 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M LIMIT buy 1 @99 GTX']);
  });

  test('takes a key for filled whose rest is too little for an order', () => {
    const bench = keeping();
    bench.fill('slu-ma-1-1-M', '0.96', 99);
    bench.cancelled('slu-ma-1-1-M', 'venue');
    bench.intend(grid({ a: 99, b: 98 }));
    expect(bench.sent()).toEqual([]);
    expect(bench.told()).toEqual([]);
  });

  test('places a key again that the venue rejected or ended', () => {
    const bench = keeping();
    bench.cancelled('slu-ma-1-1-M', 'venue');
    bench.intend(grid({ a: 99, b: 98 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M LIMIT buy 1 @99 GTX']);
    bench.reject('slu-ma-1-3-M', 'POST_ONLY_WOULD_TAKE');
    bench.intend(grid({ a: 99, b: 98 }));
    expect(bench.sent()).toEqual(['place slu-ma-1-4-M LIMIT buy 1 @99 GTX']);
  });

  test('waits for the order of a former life before it places the key again', () => {
    const bench = keeping();
    bench.intend(grid({ b: 98 }));
    bench.intend(grid({ a: 95, b: 98 }));
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M LIMIT buy 1 @95 GTX']);
    expect(bench.told()).toEqual([]);
  });

  test('lowered below what a key has filled cancels the rest', () => {
    const bench = keeping();
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.intend(grid({ a: 99, b: 98 }, { quantity: '0.5' }));
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M', 'amend slu-ma-1-2-M 0.5 @98']);
  });

  test('is the whole set: other resting entries of the strategy in the market go, exits stay', () => {
    const bench = resting({}, place({ side: 'buy', price: 99, quantity: 1, ref: 'mine', stop: { price: 90 } }));
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.acceptAll();
    bench.intend(place({ side: 'buy', price: 97, quantity: 1 }), 'other');
    bench.sent();
    bench.intend(grid({ a: 98 }));
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M', 'place slu-ma-1-3-M LIMIT buy 1 @98 GTX']);
  });

  test('emptied cancels all of it', () => {
    const bench = keeping();
    bench.intend(grid({}));
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M', 'cancel slu-ma-1-2-M']);
  });

  test('keeps orders that only reduce as well', () => {
    const bench = createBench();
    bench.intend(grid({ out: 120 }, { side: 'sell', reduceOnly: true }));
    bench.acceptAll();
    bench.intend(grid({ out: 121 }, { side: 'sell', reduceOnly: true }));
    bench.intend(grid({}));
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-R LIMIT sell 1 @120 reduce-only GTX',
      'amend slu-ma-1-1-R 1 @121',
      'cancel slu-ma-1-1-R',
    ]);
  });

  test('replaces an order that changes its side', () => {
    const bench = keeping();
    bench.intend({
      kind: 'keepOrders',
      orders: { a: { side: 'sell', price: 110, quantity: 1 }, b: { side: 'buy', price: 98, quantity: 1 } },
    });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M LIMIT sell 1 @110 GTX']);
  });

  test('gives each order its bracket, and takes on new exits without touching the order', () => {
    const bench = createBench();
    bench.intend(grid({ a: 99 }, { stop: { distance: 5 } }));
    bench.acceptAll();
    bench.intend(grid({ a: 99 }, { stop: { distance: 6 } }));
    bench.sent();
    bench.fillRest('slu-ma-1-1-M', 99);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL STOP_MARKET sell 1 @93 reduce-only']);
  });

  test('with one order that cannot stand is refused as a whole, and says which', () => {
    const bench = keeping();
    bench.intend({
      kind: 'keepOrders',
      orders: { a: { side: 'buy', price: 97, quantity: 1 }, tiny: { side: 'buy', price: 97, quantity: '0.0001' } },
    });
    expect(bench.refusals).toMatchObject([{ code: 'QUANTITY_TOO_SMALL', ref: 'tiny', intent: 'keepOrders' }]);
    expect(bench.sent()).toEqual([]);
  });

  test('does not take a name that another intent has used, and the other way round', () => {
    const bench = resting();
    bench.intend(grid({ a: 98 }));
    bench.intend(grid({ k: 98 }));
    bench.intend(place({ side: 'buy', price: 97, quantity: 1, ref: 'k' }));
    expect(bench.told()).toEqual(['refused DUPLICATE_REF', 'refused DUPLICATE_REF']);
  });

  test('goes in batches where the venue takes them', () => {
    const bench = createBench({ capabilities: { batchMax: 2 } });
    bench.intend(grid({ a: 99, b: 98, c: 97 }));
    expect(bench.sent()).toEqual([
      'batch slu-ma-1-1-M LIMIT buy 1 @99 GTX + slu-ma-1-2-M LIMIT buy 1 @98 GTX',
      'place slu-ma-1-3-M LIMIT buy 1 @97 GTX',
    ]);
  });
});
