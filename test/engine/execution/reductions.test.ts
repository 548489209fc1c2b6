import { describe, expect, test } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { IntentOf, SingleIntent } from '../../../engine/domain/intent.ts';
import { BTC, type Bench, type BenchOptions, createBench } from './bench.ts';

type Open = IntentOf<'open'>;

/** A bench that holds brackets of these quantities, each with a stop and a target, all resting. */
function holding(quantities: readonly number[], options: BenchOptions = {}, exits: Partial<Open> = EXITS): Bench {
  const bench = createBench(options);
  for (const [index, quantity] of quantities.entries()) {
    bench.intend({ kind: 'open', side: 'long', quantity, ref: `r${index + 1}`, ...exits } as Open);
    bench.fillRest(bench.working().at(-1) ?? '', 100);
    bench.acceptAll();
  }
  bench.sent();
  bench.told();
  return bench;
}

const EXITS: Partial<Open> = { stop: { price: 90 }, targets: [{ price: 110 }] };

function phases(bench: Bench): Readonly<Record<string, string>> {
  return Object.fromEntries(bench.execution.brackets().map(({ bracketId, phase }) => [bracketId, phase]));
}

describe('close', () => {
  test('sends one reduce-only market order for all that is held, and cancels the stops when it has filled', () => {
    const bench = holding([1, 2]);
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 3 reduce-only']);
    bench.fill('slu-ma-1-3-R', 3, 101);
    expect(bench.sent()).toEqual([
      'cancel slu-ma-1-1-SL',
      'cancel slu-ma-1-1-TP1',
      'cancel slu-ma-1-2-SL',
      'cancel slu-ma-1-2-TP1',
    ]);
    expect(phases(bench)).toEqual({});
    expect(bench.book()).toBe('0');
  });

  test('of a ref closes what the ref opened and leaves the rest', () => {
    const bench = holding([1, 2]);
    bench.intend({ kind: 'close', of: 'r2' });
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 2 reduce-only']);
    expect(bench.order('slu-ma-1-3-R').bracketId).toBe('slu-ma-1-2');
    bench.fillRest('slu-ma-1-3-R', 101);
    expect(phases(bench)).toEqual({ 'slu-ma-1-1': 'protected' });
  });

  test('cancels limit exits before the market order, which would compete with it', () => {
    const bench = holding([1], { settings: { takeProfitType: 'limit' } });
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-TP1', 'place slu-ma-1-2-R MARKET sell 1 reduce-only']);
  });

  test('cancels entry rests first', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 2, stop: { price: 90 } });
    bench.accept('slu-ma-1-1-M');
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.acceptAll();
    bench.sent();
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M', 'place slu-ma-1-2-R MARKET sell 0.5 reduce-only']);
  });

  test('closes what the entry fills across its cancel as well', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 2, stop: { price: 90 } });
    bench.accept('slu-ma-1-1-M');
    bench.fill('slu-ma-1-1-M', '0.5', 99);
    bench.acceptAll();
    bench.intend({ kind: 'close' });
    bench.sent();
    bench.fill('slu-ma-1-1-M', '0.25', 99);
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 0.25 reduce-only']);
    bench.cancelled('slu-ma-1-1-M');
    bench.fillRest('slu-ma-1-2-R', 99);
    bench.fillRest('slu-ma-1-3-R', 99);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL']);
    expect(bench.book()).toBe('0');
    expect(bench.execution.counters().lateFills).toBe(1);
  });

  test('of a resting entry alone cancels it, and closes what it filled meanwhile', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 2 });
    bench.accept('slu-ma-1-1-M');
    bench.sent();
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-M']);
    bench.fill('slu-ma-1-1-M', 2, 99);
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 2 reduce-only']);
  });

  test('that ended short puts the exits back', () => {
    const bench = holding([1], { settings: { takeProfitType: 'limit' } });
    bench.intend({ kind: 'close' });
    bench.confirmCancels();
    bench.fill('slu-ma-1-2-R', '0.4', 101);
    bench.sent();
    bench.cancelled('slu-ma-1-2-R', 'ioc-remainder');
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL.2 STOP_MARKET sell 0.6 @90 reduce-only',
      'place slu-ma-1-1-TP1.2 LIMIT sell 0.6 @110 reduce-only',
    ]);
    expect(phases(bench)).toEqual({ 'slu-ma-1-1': 'protected' });
  });

  test('takes what is held outside of brackets too', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'place', side: 'buy', price: 99, quantity: 2 });
    bench.accept('slu-ma-1-2-M');
    bench.fillRest('slu-ma-1-2-M', 99);
    bench.sent();
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 3 reduce-only']);
    bench.fillRest('slu-ma-1-3-R', 101);
    expect(bench.book()).toBe('0');
    expect(phases(bench)).toEqual({});
  });

  test('of everything sweeps up limit orders placed by hand at once, and stops placed by hand when all is gone', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'place', side: 'sell', price: 120, quantity: 1, reduceOnly: true });
    bench.intend({ kind: 'place', side: 'sell', triggerPrice: 80, trigger: 'stop', quantity: 1, reduceOnly: true });
    bench.acceptAll();
    bench.sent();
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-2-R', 'place slu-ma-1-4-R MARKET sell 1 reduce-only']);
    bench.fillRest('slu-ma-1-4-R', 101);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL', 'cancel slu-ma-1-1-TP1', 'cancel slu-ma-1-3-R']);
  });

  test('larger than one market order may be goes in several', () => {
    const marketLot = { quantityMin: toDecimal('0.001'), quantityMax: toDecimal(2), quantityStep: toDecimal('0.001') };
    const bench = holding([2, 2, 1], { instrument: { marketLot } }, {});
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual([
      'place slu-ma-1-4-R MARKET sell 2 reduce-only',
      'place slu-ma-1-5-R MARKET sell 2 reduce-only',
      'place slu-ma-1-6-R MARKET sell 1 reduce-only',
    ]);
    for (const id of bench.working()) bench.fillRest(id, 100);
    expect(phases(bench)).toEqual({});
  });

  test.each<{ name: string; intent: SingleIntent; told: string }>([
    { name: 'with nothing held is dropped', intent: { kind: 'close' }, told: 'dropped NOTHING_HELD' },
    { name: 'of an unknown ref is refused', intent: { kind: 'close', of: 'x' }, told: 'refused UNKNOWN_REF' },
  ])('$name', ({ intent, told }) => {
    const bench = createBench();
    bench.intend(intent);
    expect(bench.told()).toEqual([told]);
    expect(bench.sent()).toEqual([]);
  });

  test('is dropped while a close of everything is on its way', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'close' });
    bench.sent();
    bench.intend({ kind: 'close' });
    expect(bench.told()).toEqual(['dropped ALREADY_CLOSING']);
    expect(bench.sent()).toEqual([]);
  });

  test('of the side that is not held is dropped', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'close', side: 'short' });
    expect(bench.told()).toEqual(['dropped NOTHING_HELD']);
  });

  test('says the part of each bracket when one order closes several', () => {
    const bench = holding([1, 2]);
    bench.intend({ kind: 'close' });
    bench.fill('slu-ma-1-3-R', '1.5', 101);
    const parts = bench.events.filter((event) => event.kind === 'bracketFilled').filter(({ part }) => part === 'exit');
    expect(parts.map(({ bracketId, quantity }) => [bracketId, quantity.toString()])).toEqual([
      ['slu-ma-1-1', '1'],
      ['slu-ma-1-2', '0.5'],
    ]);
  });
});

describe('reduce', () => {
  test('takes from the oldest bracket first, and the legs follow', () => {
    const bench = holding([1, 2]);
    bench.intend({ kind: 'reduce', quantity: '1.5' });
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 1.5 reduce-only']);
    bench.fillRest('slu-ma-1-3-R', 101);
    expect(bench.sent()).toEqual([
      'cancel slu-ma-1-1-SL',
      'cancel slu-ma-1-1-TP1',
      'place slu-ma-1-2-SL.2 STOP_MARKET sell 1.5 @90 reduce-only',
      'place slu-ma-1-2-TP1.2 TAKE_PROFIT_MARKET sell 1.5 @110 reduce-only',
    ]);
    expect(phases(bench)).toEqual({ 'slu-ma-1-2': 'protected' });
  });

  test('is clipped to the book and says so', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'reduce', quantity: 5, ref: 'less' });
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 1 reduce-only']);
    expect(bench.refusals).toMatchObject([
      { outcome: 'clipped', code: 'CLIPPED_TO_BOOK', ref: 'less', operands: { asked: '5', quantity: '1' } },
    ]);
  });

  test('is clipped to what no other reduction is taking', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'reduce', quantity: '0.7' });
    bench.intend({ kind: 'reduce', quantity: '0.7' });
    bench.intend({ kind: 'reduce', quantity: '0.7' });
    expect(bench.sent()).toEqual([
      'place slu-ma-1-2-R MARKET sell 0.7 reduce-only',
      'place slu-ma-1-3-R MARKET sell 0.3 reduce-only',
    ]);
    expect(bench.told()).toEqual(['clipped CLIPPED_TO_BOOK', 'dropped ALREADY_CLOSING']);
  });

  test('gives back what it did not take', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'reduce', quantity: 1 });
    bench.reject('slu-ma-1-2-R', 'NO_LIQUIDITY');
    bench.sent();
    bench.intend({ kind: 'reduce', quantity: 1 });
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 1 reduce-only']);
  });

  test('below the smallest order is refused, whatever it is worth', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'reduce', quantity: '0.0004' });
    expect(bench.told()).toEqual(['refused QUANTITY_TOO_SMALL']);
  });

  test('is exempt from the smallest notional', () => {
    const bench = holding([1]);
    bench.intend({ kind: 'reduce', quantity: '0.001' });
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 0.001 reduce-only']);
  });

  test('with nothing held is dropped', () => {
    const bench = createBench();
    bench.intend({ kind: 'reduce', quantity: 1 });
    expect(bench.told()).toEqual(['dropped NOTHING_HELD']);
  });
});

describe('in hedge mode', () => {
  const hedge = { account: { positionMode: 'hedge' } } as const;

  test.each<SingleIntent>([
    { kind: 'close' },
    { kind: 'reduce', quantity: 1 },
    { kind: 'reverse' },
    { kind: 'target', quantity: 1 },
    { kind: 'setExits', stop: { price: 90 } },
    { kind: 'place', side: 'buy', price: 99, quantity: 1 },
    { kind: 'keepOrders', orders: { a: { side: 'buy', price: 99, quantity: 1 } } },
  ])('$kind has to name a side', (intent) => {
    const bench = createBench(hedge);
    bench.intend(intent);
    expect(bench.told()).toEqual(['refused SIDE_NEEDED']);
  });

  test('a close names the side it closes, without the flag that this mode does not know', () => {
    const bench = holding([1], hedge);
    bench.intend({ kind: 'close', side: 'long' });
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 1 long']);
    bench.intend({ kind: 'close', side: 'short' });
    expect(bench.told()).toEqual(['dropped NOTHING_HELD']);
  });

  test('a small close is exempt from the smallest notional too', () => {
    const bench = holding([1], hedge);
    bench.intend({ kind: 'reduce', side: 'long', quantity: '0.001' });
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 0.001 long']);
  });
});

describe('in a shared account', () => {
  test('closes and legs go without the venue’s flag, for the net position is not the strategy’s', () => {
    const bench = createBench({ account: { sharing: 'shared' } });
    bench.intend({ kind: 'open', side: 'long', quantity: 1, stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.intend({ kind: 'close' });
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-M MARKET buy 1',
      'place slu-ma-1-1-SL STOP_MARKET sell 1 @90',
      'place slu-ma-1-2-R MARKET sell 1',
    ]);
  });

  test('two strategies of one symbol keep their books and brackets apart', () => {
    const bench = createBench({ account: { sharing: 'shared' } });
    bench.intend({ kind: 'open', side: 'long', quantity: 1 });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.intend({ kind: 'open', side: 'short', quantity: 2 }, 'other');
    bench.fillRest('slu-other-1-2-M', 100);
    bench.intend({ kind: 'close' }, 'other');
    expect(bench.sent().at(-1)).toBe('place slu-other-1-3-R MARKET buy 2');
    expect(bench.told()).toEqual([]);
    expect(bench.view.position(BTC, 'both').quantity.toString()).toBe('-1');
  });
});
