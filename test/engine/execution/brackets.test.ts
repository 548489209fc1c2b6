import { describe, expect, test } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { IntentOf } from '../../../engine/domain/intent.ts';
import type { RejectionCode } from '../../../engine/domain/rejection.ts';
import { type Bench, type BenchOptions, createBench } from './bench.ts';

type Open = IntentOf<'open'>;

const STOP_AND_TARGET: Partial<Open> = { stop: { price: 90 }, targets: [{ price: 110 }] };

/** A bench with a limit entry of 1 at 100 that rests, its exits still to come. */
function entering(exits: Partial<Open> = STOP_AND_TARGET, options: BenchOptions = {}): Bench {
  const bench = createBench(options);
  bench.intend({ kind: 'open', side: 'long', type: 'limit', price: 100, quantity: 1, ref: 'a', ...exits } as Open);
  bench.accept('slu-ma-1-1-M');
  bench.sent();
  return bench;
}

/** The same, filled and protected. */
function protectedBench(exits: Partial<Open> = STOP_AND_TARGET, options: BenchOptions = {}): Bench {
  const bench = entering(exits, options);
  bench.fillRest('slu-ma-1-1-M', 100);
  bench.acceptAll();
  bench.sent();
  return bench;
}

function phase(bench: Bench): string | undefined {
  return bench.execution.bracket('slu-ma-1-1')?.phase;
}

describe('what is filled is protected', () => {
  test('stop first, then targets, quantity and reduce-only, at market', () => {
    const bench = entering();
    bench.fillRest('slu-ma-1-1-M', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL STOP_MARKET sell 1 @90 reduce-only',
      'place slu-ma-1-1-TP1 TAKE_PROFIT_MARKET sell 1 @110 reduce-only',
    ]);
    expect(bench.commands.every((one) => one.kind !== 'place' || !one.order.closePosition)).toBe(true);
  });

  test('with levels reckoned from the average fill, on their tick', () => {
    const bench = entering({ stop: { ratio: 0.05 }, targets: [{ distance: 10 }] });
    bench.fill('slu-ma-1-1-M', '0.5', 100);
    bench.acceptAll();
    bench.sent();
    bench.fill('slu-ma-1-1-M', '0.5', 99.9);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @94.9 reduce-only', // 99.95 × 0.95 = 94.9525, later is down
      'place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 1 @110 reduce-only', // 109.95, later is up
    ]);
  });

  test('in a ladder whose last rung takes the rest', () => {
    const targets = [{ price: 105 }, { price: 110 }, { price: 115 }];
    const bench = entering({ stop: { price: 90 }, targets });
    bench.fillRest('slu-ma-1-1-M', 100);
    expect(bench.sent().slice(1)).toEqual([
      'place slu-ma-1-1-TP1 TAKE_PROFIT_MARKET sell 0.333 @105 reduce-only',
      'place slu-ma-1-1-TP2 TAKE_PROFIT_MARKET sell 0.333 @110 reduce-only',
      'place slu-ma-1-1-TP3 TAKE_PROFIT_MARKET sell 0.334 @115 reduce-only',
    ]);
  });

  test('with targets as limit orders by setting, and stops as limit orders where they have a limit price', () => {
    const exits = { stop: { price: 90, limitPrice: 89.04 }, targets: [{ price: 110 }] };
    const bench = entering(exits, { settings: { takeProfitType: 'limit' } });
    bench.fillRest('slu-ma-1-1-M', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL STOP sell 1 @90 limit 89.1 reduce-only',
      'place slu-ma-1-1-TP1 LIMIT sell 1 @110 reduce-only',
    ]);
  });

  test('by the working type of the exit, else of the settings', () => {
    const exits = { stop: { price: 90, workingType: 'last' }, targets: [{ price: 110 }] } as const;
    const bench = entering(exits, { settings: { workingType: 'mark' } });
    bench.fillRest('slu-ma-1-1-M', 100);
    expect(bench.order('slu-ma-1-1-SL').workingType).toBe('last');
    expect(bench.order('slu-ma-1-1-TP1').workingType).toBe('mark');
  });

  test('by a trailing stop of the venue beside the stop', () => {
    const trailing = { callbackRatio: 0.01, activation: { distance: 5 }, by: 'venue' } as const;
    const bench = entering({ stop: { price: 90 }, trailing });
    bench.fillRest('slu-ma-1-1-M', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL STOP_MARKET sell 1 @90 reduce-only',
      'place slu-ma-1-1-SL.2 TRAILING_STOP_MARKET sell 1 @105 reduce-only',
    ]);
    bench.accept('slu-ma-1-1-SL');
    expect(phase(bench)).toBe('entering');
    bench.accept('slu-ma-1-1-SL.2');
    expect(phase(bench)).toBe('protected');
  });

  test('at no lower price than there is', () => {
    const bench = entering({ stop: { distance: 200 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL STOP_MARKET sell 1 @0.1 reduce-only']);
  });

  test('carrying the ref and the bracket of the entry', () => {
    const bench = protectedBench();
    expect(bench.order('slu-ma-1-1-SL')).toMatchObject({ ref: 'a', bracketId: 'slu-ma-1-1', role: 'stop-loss' });
    expect(bench.execution.attributionOf('slu-ma-1-1-TP1')).toEqual({
      strategyId: 'ma',
      symbol: 'BTCUSDT',
      bracketId: 'slu-ma-1-1',
      ref: 'a',
      role: 'take-profit',
      reason: 'take-profit',
    });
  });
});

describe('a bracket is protected', () => {
  test('when its stop rests for all that is held, and says since when it was not', () => {
    const bench = entering();
    bench.pass(1000);
    bench.fill('slu-ma-1-1-M', '0.5', 100);
    expect(bench.execution.protectionOf('ma', 'BTCUSDT', 'both')).toMatchObject({ isProtected: false });
    bench.pass(40);
    bench.accept('slu-ma-1-1-SL');
    expect(phase(bench)).toBe('protected');
    bench.pass(100);
    bench.fill('slu-ma-1-1-M', '0.5', 100);
    expect(phase(bench)).toBe('entering');
    bench.pass(20);
    bench.accept('slu-ma-1-1-SL.2');
    expect(bench.execution.bracket('slu-ma-1-1')).toMatchObject({
      phase: 'protected',
      unprotectedSince: null,
      unprotectedMs: 60,
    });
    expect(bench.execution.protectionOf('ma', 'BTCUSDT', 'both')).toEqual({
      isProtected: true,
      held: toDecimal(1),
      stopped: toDecimal(1),
      unprotectedSince: null,
    });
  });

  test('while a stop that covers all is being replaced', () => {
    const bench = protectedBench();
    bench.intend({ kind: 'setExits', stop: { price: 92 } });
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @92 reduce-only']);
    expect(phase(bench)).toBe('protected');
  });

  test('at once when it declares no stop', () => {
    const bench = protectedBench({});
    expect(phase(bench)).toBe('protected');
    expect(bench.execution.protectionOf('ma', 'BTCUSDT', 'both').stopped.toString()).toBe('0');
  });

  test('and tells each change once', () => {
    const bench = protectedBench();
    bench.fillRest('slu-ma-1-1-SL', 90);
    const phases = bench.events.filter((event) => event.kind === 'bracketChanged').map((event) => event.bracket.phase);
    expect(phases).toEqual(['entering', 'protected', 'closed']);
  });
});

describe('partial fills of an entry', () => {
  test('resize the legs: the new leg is placed first, and the old one cancelled when the new one rests', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.acceptAll();
    bench.sent();
    bench.fill('slu-ma-1-1-M', '0.6', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @90 reduce-only',
      'place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 1 @110 reduce-only',
    ]);
    bench.accept('slu-ma-1-1-SL.2');
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL']);
    bench.accept('slu-ma-1-1-TP1.2');
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-TP1']);
  });

  test('cancel the old leg first where the venue takes no second one beside it', () => {
    const bench = entering(STOP_AND_TARGET, { capabilities: { replaceBeforeCancel: false } });
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.acceptAll();
    bench.sent();
    bench.fill('slu-ma-1-1-M', '0.6', 100);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL', 'cancel slu-ma-1-1-TP1']);
    bench.cancelled('slu-ma-1-1-SL');
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @90 reduce-only']);
    bench.cancelled('slu-ma-1-1-TP1');
    expect(bench.sent()).toEqual(['place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 1 @110 reduce-only']);
  });

  test('before the first legs are answered leave one of each in the end', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.fill('slu-ma-1-1-M', '0.3', 100);
    bench.fill('slu-ma-1-1-M', '0.3', 100);
    bench.acceptAll();
    bench.confirmCancels();
    expect(bench.working()).toEqual(['slu-ma-1-1-SL.3', 'slu-ma-1-1-TP1.3']);
    expect(bench.order('slu-ma-1-1-SL.3').quantity?.toString()).toBe('1');
  });

  test('that come within coalesceMs make one resize', () => {
    const bench = entering(STOP_AND_TARGET, { settings: { coalesceMs: 50 } });
    bench.fill('slu-ma-1-1-M', '0.2', 100);
    bench.pass(30);
    bench.fill('slu-ma-1-1-M', '0.2', 100);
    expect(bench.sent()).toEqual([]);
    bench.pass(20);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL STOP_MARKET sell 0.4 @90 reduce-only',
      'place slu-ma-1-1-TP1 TAKE_PROFIT_MARKET sell 0.4 @110 reduce-only',
    ]);
  });

  test('told after the end of the entry are protected at once', () => {
    const bench = entering(STOP_AND_TARGET, { settings: { coalesceMs: 50 } });
    bench.cancelled('slu-ma-1-1-M');
    bench.fill('slu-ma-1-1-M', '0.2', 100);
    expect(bench.sent()[0]).toBe('place slu-ma-1-1-SL STOP_MARKET sell 0.2 @90 reduce-only');
  });

  test('wait no longer when the entry has ended', () => {
    const bench = entering(STOP_AND_TARGET, { settings: { coalesceMs: 50 } });
    bench.fill('slu-ma-1-1-M', '0.2', 100);
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.sent()[0]).toBe('place slu-ma-1-1-SL STOP_MARKET sell 0.2 @90 reduce-only');
  });

  test('too small for a target of their own merge into the last', () => {
    const bench = entering({ stop: { price: 90 }, targets: [{ price: 105, share: 0.2 }, { price: 110 }] });
    bench.fill('slu-ma-1-1-M', '0.004', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL STOP_MARKET sell 0.004 @90 reduce-only',
      'place slu-ma-1-1-TP2 TAKE_PROFIT_MARKET sell 0.004 @110 reduce-only',
    ]);
  });
});

describe('a target that fills', () => {
  test('shrinks the stop after it', () => {
    const bench = protectedBench({ stop: { price: 90 }, targets: [{ price: 105, share: 0.3 }, { price: 110 }] });
    bench.fill('slu-ma-1-1-TP1', '0.1', 105);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 0.9 @90 reduce-only']);
    bench.accept('slu-ma-1-1-SL.2');
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL']);
    bench.fill('slu-ma-1-1-TP1', '0.2', 105);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.3 STOP_MARKET sell 0.7 @90 reduce-only']);
  });

  test('last of all cancels the stop and closes the bracket', () => {
    const bench = protectedBench();
    bench.fillRest('slu-ma-1-1-TP1', 110);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL']);
    expect(phase(bench)).toBe('closed');
    expect(bench.execution.brackets()).toEqual([]);
  });

  test('leaves an entry that still rests to go on', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.acceptAll();
    bench.fillRest('slu-ma-1-1-TP1', 110);
    expect(bench.sent().filter((words) => words.startsWith('cancel'))).toEqual(['cancel slu-ma-1-1-SL']);
    bench.confirmCancels();
    bench.sent();
    bench.fill('slu-ma-1-1-M', '0.6', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL.2 STOP_MARKET sell 0.6 @90 reduce-only',
      'place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 0.6 @110 reduce-only',
    ]);
  });
});

describe('a stop that fills', () => {
  test('cancels the targets at its first fill', () => {
    const bench = protectedBench();
    bench.fill('slu-ma-1-1-SL', '0.1', 90);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-TP1']);
    expect(phase(bench)).toBe('closing');
    bench.fill('slu-ma-1-1-SL', '0.9', 90);
    expect(bench.sent()).toEqual([]);
    expect(phase(bench)).toBe('closed');
  });

  test('cancels the rest of its entry, and what that fills across the cancel is closed at market', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.acceptAll();
    bench.sent();
    bench.fillRest('slu-ma-1-1-SL', 90);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-TP1', 'cancel slu-ma-1-1-M']);
    bench.fill('slu-ma-1-1-M', '0.1', 100);
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 0.1 reduce-only']);
    bench.cancelled('slu-ma-1-1-M');
    bench.fillRest('slu-ma-1-2-R', 89);
    expect(phase(bench)).toBe('closed');
    expect(bench.execution.attributionOf('slu-ma-1-2-R')?.reason).toBe('stop-filled');
    expect(bench.book()).toBe('0');
  });

  test('and ends short is finished at market', () => {
    const bench = protectedBench();
    bench.fill('slu-ma-1-1-SL', '0.1', 90);
    bench.sent();
    bench.cancelled('slu-ma-1-1-SL', 'venue');
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 0.9 reduce-only']);
  });

  test('together with a target in a shared account leaves an excess, which is closed and counted', () => {
    const bench = protectedBench(STOP_AND_TARGET, { account: { sharing: 'shared' } });
    bench.fillRest('slu-ma-1-1-TP1', 110);
    bench.sent();
    bench.fill('slu-ma-1-1-SL', '0.6', 90);
    expect(bench.book()).toBe('-0.6');
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET buy 0.6']);
    bench.fillRest('slu-ma-1-2-R', 90);
    expect(bench.book()).toBe('0');
    expect(bench.execution.counters().excessExits).toBe(1);
    expect(bench.notes).toMatchObject([{ code: 'EXCESS_CLOSED', operands: { quantity: '0.6' } }]);
  });

  test('together with a target takes from the strategy’s other brackets before it is an excess', () => {
    const bench = protectedBench();
    bench.intend({ kind: 'open', side: 'long', quantity: '0.5', stop: { price: 80 } });
    bench.fillRest('slu-ma-1-2-M', 100);
    bench.acceptAll();
    bench.fillRest('slu-ma-1-1-TP1', 110);
    bench.sent();
    bench.fillRest('slu-ma-1-1-SL', 90);
    expect(bench.execution.bracket('slu-ma-1-2')?.phase).toBe('closed');
    expect(bench.book()).toBe('-0.5');
    expect(bench.sent()).toEqual(['cancel slu-ma-1-2-SL', 'place slu-ma-1-3-R MARKET buy 0.5 reduce-only']);
  });
});

describe('a leg the venue does not take', () => {
  test.each<{ name: string; leg: string; code: RejectionCode; reason: string }>([
    { name: 'a stop', leg: 'SL', code: 'PRICE_FILTER', reason: 'unprotectable' },
    { name: 'a stop beyond its trigger', leg: 'SL', code: 'WOULD_TRIGGER_AT_ONCE', reason: 'would-trigger' },
    { name: 'a target beyond its trigger', leg: 'TP1', code: 'WOULD_TRIGGER_AT_ONCE', reason: 'would-trigger' },
  ])('$name closes the bracket at market', ({ leg, code, reason }) => {
    const bench = entering();
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.sent();
    bench.reject(`slu-ma-1-1-${leg}`, code);
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 1 reduce-only']);
    expect(bench.execution.attributionOf('slu-ma-1-2-R')?.reason).toBe(reason);
    expect(phase(bench)).toBe('closing');
    bench.acceptAll();
    bench.fillRest('slu-ma-1-2-R', 99);
    bench.confirmCancels();
    expect(bench.working()).toEqual([]);
    expect(phase(bench)).toBe('closed');
  });

  test('closes also what the entry fills afterwards', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.sent();
    bench.reject('slu-ma-1-1-SL', 'TOO_MANY_ORDERS');
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M', 'place slu-ma-1-2-R MARKET sell 0.4 reduce-only']);
    bench.fill('slu-ma-1-1-M', '0.6', 100);
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 0.6 reduce-only']);
  });

  test('as a target leaves the stop, and is not tried again until something else is wanted', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.accept('slu-ma-1-1-SL');
    bench.sent();
    bench.reject('slu-ma-1-1-TP1', 'TOO_MANY_ORDERS');
    expect(bench.sent()).toEqual([]);
    expect(phase(bench)).toBe('protected');
    expect(bench.notes).toMatchObject([{ code: 'TARGET_NOT_PLACED', operands: { detail: 'TOO_MANY_ORDERS' } }]);
    bench.fill('slu-ma-1-1-M', '0.6', 100);
    expect(bench.sent()).toContain('place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 1 @110 reduce-only');
  });

  test('as a target is tried again when the strategy sets exits anew', () => {
    const bench = entering();
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.accept('slu-ma-1-1-SL');
    bench.reject('slu-ma-1-1-TP1', 'TOO_MANY_ORDERS');
    bench.sent();
    bench.intend({ kind: 'setExits', maxHoldingMs: 60_000 });
    expect(bench.sent()).toEqual(['place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 1 @110 reduce-only']);
  });

  test('as a moved stop leaves the one that still covers all', () => {
    const bench = protectedBench();
    bench.intend({ kind: 'setExits', stop: { price: 92 } });
    bench.sent();
    bench.reject('slu-ma-1-1-SL.2', 'RATE_LIMITED');
    expect(bench.sent()).toEqual([]);
    expect(phase(bench)).toBe('protected');
    expect(bench.working()).toEqual(['slu-ma-1-1-SL', 'slu-ma-1-1-TP1']);
    expect(bench.notes).toMatchObject([{ code: 'STOP_NOT_MOVED' }]);
  });

  test('as a stop for more than the old one covers closes the bracket', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.acceptAll();
    bench.fill('slu-ma-1-1-M', '0.6', 100);
    bench.sent();
    bench.reject('slu-ma-1-1-SL.2', 'RATE_LIMITED');
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 1 reduce-only']);
  });

  test('is counted by what was the matter', () => {
    const first = entering();
    first.fillRest('slu-ma-1-1-M', 100);
    first.reject('slu-ma-1-1-SL', 'WOULD_TRIGGER_AT_ONCE');
    expect(first.execution.counters()).toMatchObject({ legsBeyondTrigger: 1, stopsNotPlaced: 0 });
    const second = entering();
    second.fillRest('slu-ma-1-1-M', 100);
    second.reject('slu-ma-1-1-SL', 'OTHER');
    expect(second.execution.counters()).toMatchObject({ legsBeyondTrigger: 0, stopsNotPlaced: 1 });
  });
});

describe('a protective close', () => {
  test('that fails is tried again, ever more slowly, until nothing is held', () => {
    const bench = entering({ stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.reject('slu-ma-1-1-SL', 'OTHER');
    bench.sent();
    bench.reject('slu-ma-1-2-R', 'NO_LIQUIDITY');
    expect(bench.sent()).toEqual([]);
    bench.pass(1000);
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 1 reduce-only']);
    bench.fill('slu-ma-1-3-R', '0.3', 99);
    bench.cancelled('slu-ma-1-3-R', 'ioc-remainder');
    bench.pass(1999);
    expect(bench.sent()).toEqual([]);
    bench.pass(1);
    expect(bench.sent()).toEqual(['place slu-ma-1-4-R MARKET sell 0.7 reduce-only']);
    bench.fillRest('slu-ma-1-4-R', 99);
    bench.pass(1_000_000);
    expect(bench.sent()).toEqual([]);
    expect(phase(bench)).toBe('closed');
  });

  test('that fails when nothing is held any more delays no later one', () => {
    const bench = entering({ maxHoldingMs: 1000, targets: [{ price: 110 }] });
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.acceptAll();
    bench.pass(1000);
    bench.fillRest('slu-ma-1-1-TP1', 110);
    bench.reject('slu-ma-1-2-R', 'REDUCE_ONLY_REJECTED');
    bench.sent();
    bench.fill('slu-ma-1-1-M', '0.1', 100);
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 0.1 reduce-only']);
  });

  test('asks nobody', () => {
    const bench = entering();
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.reject('slu-ma-1-1-SL', 'OTHER');
    expect(bench.judged).toHaveLength(1);
  });

  test('takes a position in parts where one order may not be so large', () => {
    const marketLot = {
      quantityMin: toDecimal('0.001'),
      quantityMax: toDecimal('0.6'),
      quantityStep: toDecimal('0.001'),
    };
    const bench = entering({ maxHoldingMs: 1000 }, { instrument: { marketLot } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.pass(1000);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-2-R MARKET sell 0.6 reduce-only',
      'place slu-ma-1-3-R MARKET sell 0.4 reduce-only',
    ]);
  });
});

describe('a leg that the venue ends unasked', () => {
  test('is placed again under the next revision', () => {
    const bench = protectedBench();
    bench.cancelled('slu-ma-1-1-SL', 'countdown');
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @90 reduce-only']);
    expect(bench.notes).toMatchObject([{ code: 'LEG_LOST', operands: { detail: 'countdown' } }]);
  });

  test('too often closes the bracket when it is the stop, and is given up when it is a target', () => {
    const bench = protectedBench(STOP_AND_TARGET, { settings: { lostLegsMax: 1 } });
    bench.cancelled('slu-ma-1-1-TP1', 'venue');
    bench.acceptAll();
    bench.cancelled('slu-ma-1-1-TP1.2', 'venue');
    expect(bench.sent()).toEqual(['place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 1 @110 reduce-only']);
    bench.cancelled('slu-ma-1-1-SL', 'venue');
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 1 reduce-only']);
  });

  test('in a liquidation waits for what the liquidation takes, and protects what it leaves', () => {
    const bench = protectedBench({ stop: { price: 90 } });
    bench.cancelled('slu-ma-1-1-SL', 'liquidation');
    expect(bench.sent()).toEqual([]);
    bench.forced('0.4', 'sell', 91);
    bench.pass(0);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 0.6 @90 reduce-only']);
  });

  test('in a liquidation that takes nothing of it is put back', () => {
    const bench = protectedBench({ stop: { price: 90 } });
    bench.cancelled('slu-ma-1-1-SL', 'liquidation');
    bench.pass(0);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @90 reduce-only']);
  });
});

describe('a forced fill', () => {
  test('takes from the oldest bracket first and ends what it empties, entry rests included', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.acceptAll();
    bench.intend({ kind: 'open', side: 'long', quantity: 1, stop: { price: 80 } });
    bench.fillRest('slu-ma-1-2-M', 100);
    bench.acceptAll();
    bench.sent();
    bench.forced('0.9', 'sell', 85);
    expect(bench.sent()).toEqual([
      'cancel slu-ma-1-1-SL',
      'cancel slu-ma-1-1-TP1',
      'cancel slu-ma-1-1-M',
      'place slu-ma-1-2-SL.2 STOP_MARKET sell 0.5 @80 reduce-only',
    ]);
    const forced = bench.events.filter((event) => event.kind === 'bracketFilled' && event.reason === 'forced');
    expect(forced).toMatchObject([
      { bracketId: 'slu-ma-1-1', clientOrderId: null, part: 'exit', quantity: toDecimal('0.4') },
      { bracketId: 'slu-ma-1-2', clientOrderId: null, part: 'exit', quantity: toDecimal('0.5') },
    ]);
  });
});

describe('an outcome that is unknown', () => {
  const lost = (bench: Bench, clientOrderId: string): void => {
    bench.report({ kind: 'outcomeUnknown', command: 'place', clientOrderId, symbol: 'BTCUSDT', detail: 'time-out' });
  };

  test('keeps the order in flight and is never sent again', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', quantity: 1, stop: { price: 90 } });
    bench.sent();
    lost(bench, 'slu-ma-1-1-M');
    bench.pass(1_000_000);
    expect(bench.sent()).toEqual([]);
    expect(bench.order('slu-ma-1-1-M').status).toBe('unknown');
    bench.fillRest('slu-ma-1-1-M', 100);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL STOP_MARKET sell 1 @90 reduce-only']);
  });

  test('of a close keeps what it is to take claimed', () => {
    const bench = protectedBench();
    bench.intend({ kind: 'close' });
    lost(bench, 'slu-ma-1-2-R');
    bench.sent();
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual([]);
    expect(bench.told()).toEqual(['dropped ALREADY_CLOSING']);
  });

  test('of a stop gets a second stop beside it when the budget is spent, and the younger goes when both are known', () => {
    const bench = entering({ stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.sent();
    lost(bench, 'slu-ma-1-1-SL');
    bench.pass(2999);
    expect(bench.sent()).toEqual([]);
    bench.pass(1);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @90 reduce-only']);
    bench.accept('slu-ma-1-1-SL.2');
    expect(phase(bench)).toBe('protected');
    expect(bench.sent()).toEqual([]);
    bench.accept('slu-ma-1-1-SL');
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL.2']);
  });

  test('of a stop that turns out to rest in time needs no second one', () => {
    const bench = entering({ stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    lost(bench, 'slu-ma-1-1-SL');
    bench.sent();
    bench.pass(1000);
    bench.accept('slu-ma-1-1-SL');
    bench.pass(10_000);
    expect(bench.sent()).toEqual([]);
    expect(phase(bench)).toBe('protected');
  });

  test('of a cancel is asked again, which can do nothing twice', () => {
    const bench = entering();
    bench.intend({ kind: 'cancel', of: 'a' });
    bench.sent();
    const what = { clientOrderId: 'slu-ma-1-1-M', symbol: 'BTCUSDT', detail: 'reset' } as const;
    bench.report({ kind: 'outcomeUnknown', command: 'cancel', ...what });
    bench.pass(1000);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
  });
});

describe('the longest holding', () => {
  test('closes the bracket by the clock, counted from its first fill', () => {
    const bench = entering({ maxHoldingMs: 60_000, stop: { price: 90 } });
    bench.pass(5000);
    bench.fill('slu-ma-1-1-M', '0.5', 100);
    bench.acceptAll();
    bench.pass(1000);
    bench.fill('slu-ma-1-1-M', '0.5', 100);
    bench.acceptAll();
    bench.sent();
    bench.pass(58_999);
    expect(bench.sent()).toEqual([]);
    bench.pass(1);
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 1 reduce-only']);
    expect(bench.execution.attributionOf('slu-ma-1-2-R')?.reason).toBe('held-too-long');
  });

  test('may be changed and removed, and ends with the bracket', () => {
    const bench = protectedBench({ maxHoldingMs: 60_000 });
    bench.intend({ kind: 'setExits', maxHoldingMs: 90_000 });
    bench.pass(60_000);
    expect(bench.sent()).toEqual([]);
    bench.intend({ kind: 'setExits', maxHoldingMs: null });
    bench.pass(60_000);
    expect(bench.sent()).toEqual([]);
    expect(bench.clock.nextTimerTime()).toBeUndefined();
    bench.intend({ kind: 'setExits', maxHoldingMs: 500_000 });
    expect(bench.clock.nextTimerTime()).toBeDefined();
    bench.intend({ kind: 'close' });
    expect(bench.clock.nextTimerTime()).toBeUndefined();
  });

  test('that is over when it is set closes at once', () => {
    const bench = protectedBench({});
    bench.pass(5000);
    bench.intend({ kind: 'setExits', maxHoldingMs: 1000 });
    bench.pass(0);
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 1 reduce-only']);
  });
});

describe('a quarantined strategy', () => {
  test('has its entries cancelled and its exits managed on', () => {
    const bench = entering();
    bench.fill('slu-ma-1-1-M', '0.4', 100);
    bench.acceptAll();
    bench.sent();
    bench.execution.quarantine('ma');
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
    bench.fill('slu-ma-1-1-M', '0.1', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL.2 STOP_MARKET sell 0.5 @90 reduce-only',
      'place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 0.5 @110 reduce-only',
    ]);
  });

  test('is not listened to, and what it had begun is given up', () => {
    const bench = entering();
    bench.intend({ kind: 'target', quantity: 5 });
    bench.sent();
    bench.execution.quarantine('ma');
    bench.cancelled('slu-ma-1-1-M');
    bench.intend({ kind: 'open', side: 'long', quantity: 1 });
    expect(bench.sent()).toEqual([]);
    expect(bench.told()).toEqual(['dropped QUARANTINED', 'dropped QUARANTINED']);
  });

  test('leaves the others alone', () => {
    const bench = entering();
    bench.execution.quarantine('other');
    expect(bench.sent()).toEqual([]);
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
  });
});

describe('dust', () => {
  const lot = { quantityMin: toDecimal('0.01'), quantityMax: toDecimal(100), quantityStep: toDecimal('0.001') };

  /** A bench that holds 0.005, less than the smallest order. */
  function dusty(): Bench {
    const bench = entering({ stop: { price: 90 } }, { instrument: { lot, marketLot: lot } });
    bench.fill('slu-ma-1-1-M', '0.005', 100);
    bench.cancelled('slu-ma-1-1-M');
    return bench;
  }

  test('has no legs, and is told once', () => {
    const bench = dusty();
    expect(bench.sent()).toEqual([]);
    expect(bench.notes).toMatchObject([{ code: 'DUST_HELD', operands: { detail: '0.005' } }]);
    bench.intend({ kind: 'setExits', stop: { price: 91 } });
    expect(bench.notes).toHaveLength(1);
    expect(bench.sent()).toEqual([]);
  });

  test('cannot be closed, which is said, and does not bar the other direction', () => {
    const bench = dusty();
    bench.intend({ kind: 'close' });
    expect(bench.told()).toEqual(['refused QUANTITY_TOO_SMALL']);
    bench.intend({ kind: 'open', side: 'short', quantity: 1, stop: { price: 110 } });
    bench.fillRest('slu-ma-1-2-M', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-2-M MARKET sell 1',
      'place slu-ma-1-2-SL STOP_MARKET buy 0.995 @110 reduce-only',
    ]);
    expect(phase(bench)).toBe('closed');
    expect(bench.book()).toBe('-0.995');
  });
});

describe('where the venue is not told that exits reduce', () => {
  const shared = { account: { sharing: 'shared' } } as const;

  test('targets worth less than the smallest order merge into the last', () => {
    const bench = entering({ stop: { price: 90 }, targets: [{ price: 105 }, { price: 110 }] }, shared);
    bench.fill('slu-ma-1-1-M', '0.08', 100);
    // Half of it would be worth 4.2, less than 5.
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL STOP_MARKET sell 0.08 @90',
      'place slu-ma-1-1-TP2 TAKE_PROFIT_MARKET sell 0.08 @110',
    ]);
  });

  test('what is worth less than the smallest order is dust, and bars nothing', () => {
    const bench = entering({ stop: { price: 90 } }, shared);
    bench.fill('slu-ma-1-1-M', '0.04', 100);
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.sent()).toEqual([]);
    expect(bench.notes).toMatchObject([{ code: 'DUST_HELD', operands: { detail: '0.04' } }]);
    bench.intend({ kind: 'close' });
    bench.intend({ kind: 'open', side: 'short', quantity: 1 });
    expect(bench.told()).toEqual(['refused NOTIONAL_TOO_SMALL']);
    expect(bench.sent()).toEqual(['place slu-ma-1-2-M MARKET sell 1']);
  });
});

describe('a bracket whose entry never filled', () => {
  test('is closed when the entry ends', () => {
    const bench = entering();
    bench.cancelled('slu-ma-1-1-M', 'good-till-date');
    expect(phase(bench)).toBe('closed');
    expect(bench.execution.brackets()).toEqual([]);
    expect(bench.sent()).toEqual([]);
  });

  test('opens again when a fill crossed the cancel', () => {
    const bench = entering();
    bench.intend({ kind: 'cancel', of: 'a' });
    bench.cancelled('slu-ma-1-1-M');
    bench.sent();
    bench.fill('slu-ma-1-1-M', '0.5', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL STOP_MARKET sell 0.5 @90 reduce-only',
      'place slu-ma-1-1-TP1 TAKE_PROFIT_MARKET sell 0.5 @110 reduce-only',
    ]);
  });
});
