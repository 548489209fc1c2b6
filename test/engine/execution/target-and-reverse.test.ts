import { describe, expect, test } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { SingleIntent } from '../../../engine/domain/intent.ts';
import { type Bench, type BenchOptions, createBench } from './bench.ts';

/** A bench whose strategy holds a signed quantity in one bracket without exits. */
function holding(quantity: number, options: BenchOptions = {}): Bench {
  const bench = createBench(options);
  bench.intend({ kind: 'open', side: quantity > 0 ? 'long' : 'short', quantity: Math.abs(quantity), ref: 'first' });
  bench.fillRest('slu-ma-1-1-M', 100);
  bench.sent();
  return bench;
}

describe('target', () => {
  test.each<{ name: string; held: number; target: number; sent: string }>([
    { name: 'enlarges', held: 1, target: 3, sent: 'place slu-ma-1-2-M MARKET buy 2' },
    { name: 'enlarges a short', held: -1, target: -3, sent: 'place slu-ma-1-2-M MARKET sell 2' },
    { name: 'reduces', held: 3, target: 1, sent: 'place slu-ma-1-2-R MARKET sell 2 reduce-only' },
    { name: 'reduces a short', held: -3, target: -1, sent: 'place slu-ma-1-2-R MARKET buy 2 reduce-only' },
    { name: 'closes', held: 3, target: 0, sent: 'place slu-ma-1-2-R MARKET sell 3 reduce-only' },
    { name: 'goes across zero in one order', held: 1, target: -2, sent: 'place slu-ma-1-2-M MARKET sell 3' },
    {
      name: 'closes when it is too little across zero',
      held: 1,
      target: -0.001,
      sent: 'place slu-ma-1-2-R MARKET sell 1 reduce-only',
    },
  ])('$name from $held to $target', ({ held, target, sent }) => {
    const bench = holding(held);
    bench.intend({ kind: 'target', quantity: target });
    expect(bench.sent()).toEqual([sent]);
  });

  test('from flat opens with the exits it was given', () => {
    const bench = createBench();
    bench.intend({ kind: 'target', quantity: -2, stop: { price: 110 }, ref: 't' });
    bench.fillRest('slu-ma-1-1-M', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-M MARKET sell 2',
      'place slu-ma-1-1-SL STOP_MARKET buy 2 @110 reduce-only',
    ]);
    expect(bench.execution.brackets()).toMatchObject([{ ref: 't', intent: 'target' }]);
  });

  test.each([
    { name: 'is there already', held: 1, target: 1 },
    { name: 'is less than a step away', held: 1, target: 1.0004 },
    { name: 'is less than the smallest notional away', held: 1, target: 1.01 },
  ])('is no order when it $name', ({ held, target }) => {
    const bench = holding(held);
    bench.intend({ kind: 'target', quantity: target });
    expect(bench.sent()).toEqual([]);
    expect(bench.told()).toEqual(['dropped AT_TARGET']);
  });

  test('cancels own working entries and reckons the difference when their outcome is known', () => {
    const bench = holding(1);
    bench.intend({ kind: 'place', side: 'buy', price: 99, quantity: 2 });
    bench.accept('slu-ma-1-2-M');
    bench.sent();
    bench.intend({ kind: 'target', quantity: 5 });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-2-M']);
    bench.fill('slu-ma-1-2-M', '0.5', 99);
    expect(bench.sent()).toEqual([]);
    bench.cancelled('slu-ma-1-2-M');
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M MARKET buy 3.5']);
  });

  test('waits for fills that a cancelled order still owes', () => {
    const bench = createBench();
    bench.intend({ kind: 'place', side: 'buy', price: 99, quantity: 2 });
    bench.accept('slu-ma-1-1-M');
    bench.intend({ kind: 'target', quantity: 5 });
    bench.sent();
    bench.cancelled('slu-ma-1-1-M', 'requested', 1);
    expect(bench.sent()).toEqual([]);
    bench.fill('slu-ma-1-1-M', 1, 99);
    expect(bench.sent()).toEqual(['place slu-ma-1-2-M MARKET buy 4']);
  });

  test('waits for a market entry and a close that are on their way', () => {
    const bench = holding(2);
    bench.intend({ kind: 'reduce', quantity: 1 });
    bench.sent();
    bench.intend({ kind: 'target', quantity: 0 });
    expect(bench.sent()).toEqual([]);
    bench.fillRest('slu-ma-1-2-R', 100);
    expect(bench.sent()).toEqual(['place slu-ma-1-3-R MARKET sell 1 reduce-only']);
  });

  test('that waits is void when a later one comes', () => {
    const bench = createBench();
    bench.intend({ kind: 'place', side: 'buy', price: 99, quantity: 2 });
    bench.accept('slu-ma-1-1-M');
    bench.intend({ kind: 'target', quantity: 5, ref: 'old' });
    bench.intend({ kind: 'target', quantity: 1, ref: 'new' });
    expect(bench.refusals).toMatchObject([{ outcome: 'dropped', code: 'SUPERSEDED', ref: 'old' }]);
    bench.sent();
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.sent()).toEqual(['place slu-ma-1-2-M MARKET buy 1']);
  });

  test('that waits is void when all is to be closed', () => {
    const bench = createBench();
    bench.intend({ kind: 'place', side: 'buy', price: 99, quantity: 2 });
    bench.accept('slu-ma-1-1-M');
    bench.intend({ kind: 'target', quantity: 5 });
    bench.intend({ kind: 'close' });
    bench.sent();
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.sent()).toEqual([]);
    expect(bench.told()).toEqual(['dropped SUPERSEDED']);
  });

  test('is judged by risk when its difference is known, and its cancels before', () => {
    const bench = createBench();
    bench.intend({ kind: 'place', side: 'buy', price: 99, quantity: 2 });
    bench.accept('slu-ma-1-1-M');
    bench.intend({ kind: 'target', quantity: 5 });
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.judged.map(({ intent, cancels, orders }) => [intent, cancels.length, orders.length])).toEqual([
      ['place', 0, 1],
      ['target', 1, 0],
      ['target', 0, 1],
    ]);
  });

  test.each<{ intent: SingleIntent; code: string }>([
    { intent: { kind: 'target', quantity: 'all' }, code: 'NUMBER_INVALID' },
    { intent: { kind: 'target', quantity: 1, stop: { ratio: 0 } }, code: 'EXITS_INVALID' },
  ])('is refused with $code', ({ intent, code }) => {
    const bench = createBench();
    bench.intend(intent);
    expect(bench.told()).toEqual([`refused ${code}`]);
  });

  test('in hedge mode moves the side it names, which its sign has to agree with', () => {
    const bench = createBench({ account: { positionMode: 'hedge' } });
    bench.intend({ kind: 'target', side: 'short', quantity: -2 });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.intend({ kind: 'target', side: 'short', quantity: -1 });
    bench.intend({ kind: 'target', side: 'short', quantity: 1 });
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M MARKET sell 2 short', 'place slu-ma-1-2-R MARKET buy 1 short']);
    expect(bench.told()).toEqual(['refused SIDE_MISMATCH']);
  });
});

describe('reverse', () => {
  test('in one-way mode with nothing resting is one order, booked as a close and an open', () => {
    const bench = holding(2);
    bench.intend({ kind: 'reverse', ref: 'turn' });
    expect(bench.sent()).toEqual(['place slu-ma-1-2-M MARKET sell 4']);
    bench.fill('slu-ma-1-2-M', 3, 101);
    const parts = bench.events.filter((event) => event.kind === 'bracketFilled').slice(1);
    expect(parts.map(({ bracketId, part, quantity }) => [bracketId, part, quantity.toString()])).toEqual([
      ['slu-ma-1-1', 'exit', '2'],
      ['slu-ma-1-2', 'entry', '1'],
    ]);
    bench.fillRest('slu-ma-1-2-M', 101);
    expect(bench.execution.brackets()).toMatchObject([
      { bracketId: 'slu-ma-1-2', direction: 'short', ref: 'turn', filled: toDecimal(2) },
    ]);
    expect(bench.book()).toBe('-2');
  });

  test('protects what it opened, and only that', () => {
    const bench = holding(2);
    bench.intend({ kind: 'reverse', quantity: 1, stop: { distance: 5 } });
    bench.fillRest('slu-ma-1-2-M', 100);
    expect(bench.sent()).toEqual([
      'place slu-ma-1-2-M MARKET sell 3',
      'place slu-ma-1-2-SL STOP_MARKET buy 1 @105 reduce-only',
    ]);
  });

  test('with something of ours resting closes first, and the final fill releases the open', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', quantity: 2, stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.acceptAll();
    bench.sent();
    bench.intend({ kind: 'reverse', quantity: 1, stop: { price: 110 } });
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 2 reduce-only']);
    bench.fill('slu-ma-1-2-R', '1.5', 100);
    expect(bench.sent()).toEqual([]);
    bench.fill('slu-ma-1-2-R', '0.5', 100);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL', 'place slu-ma-1-3-M MARKET sell 1']);
    bench.fillRest('slu-ma-1-3-M', 100);
    expect(bench.sent()).toEqual(['place slu-ma-1-3-SL STOP_MARKET buy 1 @110 reduce-only']);
  });

  test('opens nothing when the close ends short', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', quantity: 2, stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.acceptAll();
    bench.intend({ kind: 'reverse', ref: 'turn' });
    bench.fill('slu-ma-1-2-R', 1, 100);
    bench.sent();
    bench.cancelled('slu-ma-1-2-R', 'ioc-remainder');
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @90 reduce-only']);
    expect(bench.refusals).toMatchObject([{ outcome: 'dropped', code: 'CLOSE_ENDED_SHORT', ref: 'turn' }]);
    expect(bench.book()).toBe('1');
  });

  test('in hedge mode closes its side, then opens the other', () => {
    const bench = createBench({ account: { positionMode: 'hedge' } });
    bench.intend({ kind: 'open', side: 'long', quantity: 2 });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.sent();
    bench.intend({ kind: 'reverse', side: 'long' });
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 2 long']);
    bench.fillRest('slu-ma-1-2-R', 100);
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M MARKET sell 2 short']);
  });

  test('too large for one order goes in two steps', () => {
    const marketLot = { quantityMin: toDecimal('0.001'), quantityMax: toDecimal(3), quantityStep: toDecimal('0.001') };
    const bench = holding(2, { instrument: { marketLot } });
    bench.intend({ kind: 'reverse' });
    expect(bench.sent()).toEqual(['place slu-ma-1-2-R MARKET sell 2 reduce-only']);
  });

  test('whose opening part could not stand closes nothing', () => {
    const bench = holding(2);
    bench.intend({ kind: 'reverse', quantity: '0.001' });
    expect(bench.told()).toEqual(['refused NOTIONAL_TOO_SMALL']);
    expect(bench.sent()).toEqual([]);
  });

  test('with nothing held is dropped', () => {
    const bench = createBench();
    bench.intend({ kind: 'reverse', quantity: 1 });
    expect(bench.told()).toEqual(['dropped NOTHING_HELD']);
  });

  test('that waits for its close is void when the strategy says close', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', quantity: 2, stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.acceptAll();
    bench.intend({ kind: 'reverse' });
    bench.intend({ kind: 'close' });
    bench.sent();
    bench.fillRest('slu-ma-1-2-R', 100);
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL']);
    expect(bench.told()).toEqual(['dropped SUPERSEDED', 'dropped ALREADY_CLOSING']);
  });
});
