// Kline 0 closes at 100, and the intent is said there; kline 1 opens at 100, rises to 101, falls to 98 and closes at 100:
// flat, the nearer extreme comes first (WALK-1), so the walk passes 100 → 101 (at 19,999 ms) → 98 (at 39,999 ms) → 100.
import { describe, expect, it } from 'vitest';
import { close, type Intent, open } from '../../../engine/index.ts';
import { runStrategy } from './bench.ts';
import { scripted } from './script.ts';

const KLINES = [
  [100, 101, 99, 100],
  [100, 101, 98, 100],
  [100, 101, 99, 100],
] as const;

function fillsOf(intent: Intent<'main'>): readonly string[] {
  return runStrategy({ klines: KLINES, strategy: scripted({ 0: intent }) }).fillLines();
}

function refusalsOf(...intents: readonly Intent<'main'>[]): readonly string[] {
  const run = runStrategy({ klines: KLINES, strategy: scripted({ 0: intents }) });
  return run.refusalLines();
}

describe('open at market', () => {
  it.each([
    ['a quantity, long', open({ side: 'long', quantity: 2 }), 'k1 entry buy 2 @ 100 taker'],
    ['a quantity, short', open({ side: 'short', quantity: '0.5' }), 'k1 entry sell 0.5 @ 100 taker'],
    [
      'a quantity rounded down to the step 0.001',
      open({ side: 'long', quantity: 1.2349 }),
      'k1 entry buy 1.234 @ 100 taker',
    ],
    // 333.3 / mark 100 = 3.333
    ['a notional, by the mark', open({ side: 'long', notional: 333.3 }), 'k1 entry buy 3.333 @ 100 taker'],
    // 10,000 · 0.01 / (|100 − 95| + 100 · 2 · 0.0005) = 100 / 5.1 = 19.6078…
    [
      'a risk, by the last close',
      open({ side: 'long', riskRatio: 0.01, stop: { price: 95 } }),
      'k1 entry buy 19.607 @ 100 taker',
    ],
    // The stop of a short lies 4 % above: 100 / (4 + 0.1) = 24.3902…
    [
      'a risk, short',
      open({ side: 'short', riskRatio: 0.01, stop: { ratio: 0.04 } }),
      'k1 entry sell 24.39 @ 100 taker',
    ],
  ])('takes %s', (_, intent, fill) => {
    expect(fillsOf(intent)).toEqual([fill]);
  });

  it('slips by the greater of one tick and 0.0001 of the price, against the order', () => {
    const exchange = { slippageTicks: 1, slippageRatio: 0.0001 };
    const strategy = scripted({ 0: open({ side: 'long', quantity: 1 }), 1: close() });
    const run = runStrategy({ klines: KLINES, strategy, exchange });
    // One tick is 0.1, 0.0001 · 100 is 0.01.
    expect(run.fillLines()).toEqual(['k1 entry buy 1 @ 100.1 taker', 'k2 reduce sell 1 @ 99.9 taker']);
    expect(run.trades.map(({ slippage }) => Number(slippage))).toEqual([0.2]);
  });
});

describe('open by a limit', () => {
  it.each([
    // From 101 to 98: 99 lies at 2/3 of the way, 19,999 + 20,000 · 2/3 = 33,332.3 ms.
    [
      'rests, and is maker at its own price',
      open({ side: 'long', type: 'limit', price: 99, quantity: 1 }),
      ['k1+33332 entry buy 1 @ 99 maker'],
    ],
    // From 100 to 101: 100.5 lies halfway, 9,999.5 ms.
    [
      'rests above for a short',
      open({ side: 'short', type: 'limit', price: 100.5, quantity: 1 }),
      ['k1+9999 entry sell 1 @ 100.5 maker'],
    ],
    [
      'takes at the open where it is beyond it',
      open({ side: 'long', type: 'limit', price: 100.4, quantity: 1 }),
      ['k1 entry buy 1 @ 100 taker'],
    ],
    [
      'is not filled by a price that only touches it',
      open({ side: 'long', type: 'limit', price: 98, quantity: 1 }),
      [],
    ],
    // 1,000 / 99 = 10.1010…
    [
      'is sized by its own price',
      open({ side: 'long', type: 'limit', price: 99, notional: 1000 }),
      ['k1+33332 entry buy 10.101 @ 99 maker'],
    ],
    // 100 / (|99 − 95| + 99 · 0.001) = 100 / 4.099 = 24.3961…
    [
      'measures its risk from its own price',
      open({ side: 'long', type: 'limit', price: 99, riskRatio: 0.01, stop: { price: 95 } }),
      ['k1+33332 entry buy 24.396 @ 99 maker'],
    ],
    // A buy's limit is rounded down to the tick 0.1.
    [
      'lies on the tick, on the passive side',
      open({ side: 'long', type: 'limit', price: 99.09, quantity: 1 }),
      ['k1+33332 entry buy 1 @ 99 maker'],
    ],
  ])('%s', (_, intent, fills) => {
    expect(fillsOf(intent)).toEqual(fills);
  });
});

describe('open by a stop', () => {
  it.each([
    [
      'buys a break upwards at its trigger',
      open({ side: 'long', type: 'stop', triggerPrice: 100.5, quantity: 1 }),
      ['k1+9999 entry buy 1 @ 100.5 taker'],
    ],
    // From 101 to 98: 99.5 lies at 1.5/3 of the way, 19,999 + 10,000 ms.
    [
      'sells a break downwards',
      open({ side: 'short', type: 'stop', triggerPrice: 99.5, quantity: 1 }),
      ['k1+29999 entry sell 1 @ 99.5 taker'],
    ],
    // Woken at 100.5 the limit of 100.2 is not marketable: it rests, and 100.2 is passed again at 0.8/3 of 20,000 ms.
    [
      'becomes a limit where it has a price',
      open({ side: 'long', type: 'stop', triggerPrice: 100.5, price: 100.2, quantity: 1 }),
      ['k1+25332 entry buy 1 @ 100.2 maker'],
    ],
    // 500 / 100.5 = 4.9751…
    [
      'is sized by its trigger',
      open({ side: 'long', type: 'stop', triggerPrice: 100.5, notional: 500 }),
      ['k1+9999 entry buy 4.975 @ 100.5 taker'],
    ],
    [
      'waits while the trigger is out of reach',
      open({ side: 'long', type: 'stop', triggerPrice: 102, quantity: 1 }),
      [],
    ],
  ])('%s', (_, intent, fills) => {
    expect(fillsOf(intent)).toEqual(fills);
  });
});

describe('open is refused', () => {
  it('against the position that the strategy holds', () => {
    const strategy = scripted({
      0: open({ side: 'long', quantity: 1 }),
      1: open({ side: 'short', quantity: 1, ref: 'b' }),
    });
    const run = runStrategy({ klines: KLINES, strategy });
    expect(run.refusalLines()).toEqual(['refused OPPOSITE_POSITION of b']);
    expect(run.refusals).toMatchObject([{ by: 'planner', intent: 'open', operands: { book: '1', side: 'short' } }]);
  });

  it('with a ref that was used before, also within one instant', () => {
    const [first, second] = [
      open({ side: 'long', quantity: 1, ref: 'a' }),
      open({ side: 'long', quantity: 2, ref: 'a' }),
    ];
    expect(refusalsOf(first, second)).toEqual(['refused DUPLICATE_REF of a']);
  });

  it.each([
    ['less than the smallest quantity', open({ side: 'long', quantity: 0.0009 }), 'refused QUANTITY_TOO_SMALL'],
    // 0.049 · 100 = 4.9 < 5
    ['less than the smallest notional', open({ side: 'long', quantity: 0.049 }), 'refused NOTIONAL_TOO_SMALL'],
    ['more than one order may have', open({ side: 'long', quantity: 10_001 }), 'refused QUANTITY_TOO_LARGE'],
    ['no quantity above zero', open({ side: 'long', quantity: -1 }), 'refused NUMBER_INVALID'],
    ['an exit at no price', open({ side: 'long', quantity: 1, stop: { price: 0 } }), 'refused EXITS_INVALID'],
    [
      'a good-till date that is past',
      open({ side: 'long', type: 'limit', price: 99, quantity: 1, goodTillMs: 1 }),
      'refused GOOD_TILL_INVALID',
    ],
    [
      'a stop on the winning side',
      open({ side: 'long', quantity: 1, stop: { price: 101 } }),
      'refused EXIT_ON_WRONG_SIDE',
    ],
    // 101 · 100 = 10,100 at leverage 1, and 10,000 is there.
    ['more margin than there is', open({ side: 'long', quantity: 101 }), 'refused MARGIN_SHORT'],
  ])('for %s', (_, intent, refusal) => {
    expect(refusalsOf(intent)).toEqual([refusal]);
  });
});

describe('open is rejected by the exchange', () => {
  it('where a post-only limit would take at the open', () => {
    const klines = [KLINES[0], [98, 99, 97, 98], KLINES[2]] as const;
    const intent = open({ side: 'long', type: 'limit', price: 99, timeInForce: 'GTX', quantity: 1, ref: 'a' });
    const run = runStrategy({ klines, strategy: scripted({ 0: intent }) });
    expect(run.refusals).toMatchObject([
      { outcome: 'rejected', by: 'venue', code: 'POST_ONLY_WOULD_TAKE', ref: 'a', intent: null },
    ]);
    expect(run.orderLines()).toEqual(['entry LIMIT buy 1 @ 99 rejected POST_ONLY_WOULD_TAKE']);
  });

  it('where a stop entry has been passed by the open', () => {
    const klines = [KLINES[0], [103, 104, 102, 103], KLINES[2]] as const;
    const intent = open({ side: 'long', type: 'stop', triggerPrice: 102, quantity: 1 });
    const run = runStrategy({ klines, strategy: scripted({ 0: intent }) });
    expect(run.refusalLines()).toEqual(['rejected WOULD_TRIGGER_AT_ONCE']);
    expect(run.fills).toEqual([]);
  });
});
