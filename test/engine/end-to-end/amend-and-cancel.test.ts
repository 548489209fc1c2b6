import { describe, expect, it } from 'vitest';
import { amend, cancel, cancelAll, open, place } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { scripted, type Script } from './script.ts';

const REST = open({ side: 'long', type: 'limit', price: 95, quantity: 1, ref: 'a' });
/** Flat, the nearer extreme first: 100 → 101 → 96 → 97. Passes 97 at 4/5 of the way down, 19,999 + 16,000 ms. */
const FALLING = [100, 101, 96, 97] as const;

const run = (script: Script, klines = [...flat(2), FALLING, ...flat(2, 97)], exchange = {}) =>
  runStrategy({ klines, strategy: scripted(script), exchange });

describe('amend', () => {
  it('moves the price of a resting limit, which keeps its id', () => {
    const result = run({ 0: REST, 1: amend({ of: 'a', price: 97 }) });
    expect(result.fillLines()).toEqual(['k2+35999 entry buy 1 @ 97 maker']);
    expect(result.orders()).toHaveLength(1);
  });

  it('changes the quantity, and with it what its stop protects', () => {
    const entry = open({ side: 'long', type: 'limit', price: 97, quantity: 1, ref: 'a', stop: { price: 90 } });
    const result = run({ 0: entry, 1: amend({ of: 'a', quantity: 2.5 }) });
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 2.5 @ 97 filled',
      'stop-loss STOP_MARKET sell 2.5 > 90 open',
    ]);
  });

  it('to a price beyond the market takes at the open', () => {
    expect(run({ 0: REST, 1: amend({ of: 'a', price: 100.5 }) }).fillLines()).toEqual(['k2 entry buy 1 @ 100 taker']);
  });

  it('is dropped where nothing would change', () => {
    expect(run({ 0: REST, 1: amend({ of: 'a', price: '95.00' }) }).refusalLines()).toEqual([
      'dropped NOTHING_TO_CHANGE',
    ]);
  });

  it.each([
    ['of a ref that was never used', { 0: REST, 1: amend({ of: 'b', price: 97 }) }, 'refused UNKNOWN_REF'],
    [
      'of an order that has ended',
      { 0: open({ side: 'long', quantity: 1, ref: 'a' }), 1: amend({ of: 'a', price: 97 }) },
      'refused ORDER_ENDED',
    ],
    [
      'of a stop',
      {
        0: place({ side: 'buy', triggerPrice: 105, trigger: 'stop', quantity: 1, ref: 'a' }),
        1: amend({ of: 'a', quantity: 2 }),
      },
      'refused NOT_AMENDABLE',
    ],
    ['to more than margin allows', { 0: REST, 1: amend({ of: 'a', quantity: 200 }) }, 'refused MARGIN_SHORT'],
    [
      'to less than the smallest notional',
      { 0: REST, 1: amend({ of: 'a', quantity: 0.05 }) },
      'refused NOTIONAL_TOO_SMALL',
    ],
  ])('is refused %s', (_, script, line) => {
    expect(run(script).refusalLines()).toEqual([line]);
  });

  it('is refused below what is filled', () => {
    // A tenth of 5 is ours: 0.5 of 1 is filled in kline 2.
    const klines = [...flat(2), [100, 101, 94, 97, 5] as const, ...flat(1, 97)];
    const script = { 0: REST, 2: amend({ of: 'a', quantity: 0.5 }) };
    const result = run(script, klines, { participationRatio: 0.1 });
    expect(result.refusals).toMatchObject([
      { code: 'AMEND_BELOW_FILLED', operands: { quantity: '0.5', filled: '0.5' } },
    ]);
  });

  it('is rejected where the order has ended on its way', () => {
    // The amend arrives 50 s into kline 2, which has passed 95 by then.
    const klines = [...flat(2), [100, 101, 94, 97] as const, ...flat(1, 97)];
    const result = run({ 0: REST, 1: amend({ of: 'a', price: 97 }) }, klines, { latencyMs: 50_000 });
    expect(result.refusals).toMatchObject([{ outcome: 'rejected', code: 'UNKNOWN_ORDER', intent: 'amend', ref: 'a' }]);
    expect(result.orderLines()).toEqual(['entry LIMIT buy 1 @ 95 filled']);
  });
});

describe('cancel', () => {
  it('ends the resting order of a ref, and its bracket with it', () => {
    const entry = open({ side: 'long', type: 'limit', price: 95, quantity: 1, ref: 'a', stop: { price: 90 } });
    const result = run({ 0: entry, 1: cancel({ of: 'a' }) });
    expect(result.orderLines()).toEqual(['entry LIMIT buy 1 @ 95 cancelled requested']);
    expect(result.backtest.engine.execution.brackets()).toEqual([]);
  });

  it('keeps the exits of what had filled', () => {
    const klines = [...flat(2), [100, 101, 94, 97, 5] as const, ...flat(2, 97)];
    const entry = open({ side: 'long', type: 'limit', price: 95, quantity: 1, ref: 'a', stop: { price: 90 } });
    const result = run({ 0: entry, 2: cancel({ of: 'a' }) }, klines, { participationRatio: 0.1 });
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 1 @ 95 cancelled requested',
      'stop-loss STOP_MARKET sell 0.5 > 90 open',
    ]);
  });

  it('is refused for a ref that was never used, and dropped for one that has ended', () => {
    expect(run({ 0: cancel({ of: 'a' }) }).refusalLines()).toEqual(['refused UNKNOWN_REF']);
    expect(run({ 0: REST, 1: cancel({ of: 'a' }), 2: cancel({ of: 'a' }) }).refusalLines()).toEqual([
      'dropped NOTHING_TO_CANCEL',
    ]);
  });

  it('that crosses a fill is rejected, and the fill stands', () => {
    const klines = [...flat(2), [100, 101, 94, 97] as const, ...flat(1, 97)];
    const result = run({ 0: REST, 1: cancel({ of: 'a' }) }, klines, { latencyMs: 50_000 });
    expect(result.refusals).toMatchObject([{ outcome: 'rejected', code: 'UNKNOWN_ORDER', intent: 'cancel', ref: 'a' }]);
    expect(result.fills).toHaveLength(1);
  });
});

describe('cancelAll', () => {
  it('ends every order that was placed, and leaves the exits of what is held', () => {
    const result = run({
      0: open({ side: 'long', quantity: 1, stop: { price: 90 }, targets: [{ price: 120 }] }),
      1: [
        REST,
        place({ side: 'buy', triggerPrice: 105, trigger: 'stop', quantity: 1 }),
        place({ side: 'sell', price: 110, quantity: 1, reduceOnly: true }),
      ],
      2: cancelAll(),
    });
    expect(result.orderLines()).toEqual([
      'entry MARKET buy 1 filled',
      'stop-loss STOP_MARKET sell 1 > 90 open',
      'take-profit TAKE_PROFIT_MARKET sell 1 > 120 open',
      'entry LIMIT buy 1 @ 95 cancelled requested',
      'entry STOP_MARKET buy 1 > 105 cancelled requested',
      'reduce LIMIT sell 1 @ 110 cancelled requested',
    ]);
  });

  it('is dropped where nothing works', () => {
    expect(run({ 0: cancelAll() }).refusalLines()).toEqual(['dropped NOTHING_TO_CANCEL']);
  });
});
