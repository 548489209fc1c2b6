// Lives of one bracket, drawn at random: fills in parts, answers in any order, legs refused and lost, exits changed, closes
// asked for. Whatever happens, what is held is in the bracket, and when the venue has answered everything the legs that
// rest are just those that are wanted.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Decimal, ZERO, minDecimal, sumDecimals, toDecimal } from '../../../engine/domain/decimal.ts';
import type { Order } from '../../../engine/domain/order.ts';
import { type Bench, createBench } from './bench.ts';

type Happening =
  | { readonly kind: 'accept' | 'confirmCancels' | 'close' | 'cancelEntry' | 'time' }
  | { readonly kind: 'fillEntry' | 'fillLeg'; readonly pick: number; readonly ratio: number }
  | { readonly kind: 'reject' | 'lose'; readonly pick: number }
  | { readonly kind: 'setStop' | 'setTargets'; readonly level: number };

const picks = fc.nat(7);
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constantFrom('accept' as const, 'confirmCancels', 'time') }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('fillEntry' as const, 'fillLeg'),
      pick: picks,
      ratio: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
  },
  fc.record({ kind: fc.constantFrom('reject' as const, 'lose'), pick: picks }),
  fc.record({ kind: fc.constantFrom('setStop' as const, 'setTargets'), level: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constantFrom('close' as const, 'cancelEntry') }),
);

const setups = fc.record({
  steps: fc.integer({ min: 100, max: 5000 }),
  targets: fc.integer({ min: 0, max: 4 }),
  hasStop: fc.boolean(),
  takeProfitType: fc.constantFrom('market' as const, 'limit'),
  replaceBeforeCancel: fc.boolean(),
  sharing: fc.constantFrom('exclusive' as const, 'shared'),
});

type Setup = typeof setups extends fc.Arbitrary<infer T> ? T : never;

function begin({ steps, targets, hasStop, takeProfitType, replaceBeforeCancel, sharing }: Setup): Bench {
  const bench = createBench({
    settings: { takeProfitType },
    capabilities: { replaceBeforeCancel },
    account: { sharing },
    // Every step is worth an order, so that nothing is dust.
    instrument: { notionalMin: toDecimal('0.01') },
  });
  bench.intend({
    kind: 'open',
    side: 'long',
    type: 'limit',
    price: 100,
    quantity: toDecimal(steps).times('0.001'),
    ...(hasStop ? { stop: { ratio: 0.05 } } : {}),
    targets: Array.from({ length: targets }, (_, index) => ({ distance: index + 1 })),
  });
  bench.accept('slu-ma-1-1-M');
  return bench;
}

function ordersOf(bench: Bench, isMeant: (order: Order) => boolean): readonly Order[] {
  return bench.table.working().filter(isMeant);
}

function rest(order: Order): Decimal {
  return (order.quantity ?? ZERO).minus(order.filledQuantity);
}

/** Fills a part of an order, at most what the venue lets it: reduce-only orders no more than is held. */
function fillPart(bench: Bench, order: Order | undefined, ratio: number): void {
  if (order === undefined) return;
  const held = toDecimal(bench.book());
  const most = order.reduceOnly ? minDecimal(rest(order), held) : rest(order);
  const part = most.times(ratio).div('0.001').ceil().times('0.001');
  if (part.gt(ZERO)) bench.fill(order.clientOrderId, minDecimal(part, most), 100);
}

function happen(bench: Bench, happening: Happening): void {
  const isExit = (order: Order): boolean => order.role !== 'entry';
  switch (happening.kind) {
    case 'accept':
      bench.acceptAll();
      break;
    case 'confirmCancels':
      bench.confirmCancels();
      break;
    case 'time':
      bench.pass(1500);
      break;
    case 'close':
      bench.intend({ kind: 'close' });
      break;
    case 'cancelEntry':
      bench.intend({ kind: 'cancelAll' });
      break;
    case 'setStop':
      bench.intend({ kind: 'setExits', stop: { distance: happening.level } });
      break;
    case 'setTargets':
      bench.intend({ kind: 'setExits', targets: [{ distance: happening.level }, { distance: 10 }] });
      break;
    case 'fillEntry':
      fillPart(bench, ordersOf(bench, (order) => order.role === 'entry')[0], happening.ratio);
      break;
    case 'fillLeg': {
      const known = ordersOf(bench, (order) => isExit(order) && order.status !== 'pending');
      fillPart(bench, known[happening.pick % Math.max(1, known.length)], happening.ratio);
      break;
    }
    case 'reject': {
      const pending = ordersOf(bench, (order) => isExit(order) && order.status === 'pending');
      const order = pending[happening.pick % Math.max(1, pending.length)];
      if (order !== undefined) bench.reject(order.clientOrderId, 'OTHER');
      break;
    }
    case 'lose': {
      const known = ordersOf(bench, (order) => isExit(order) && order.status !== 'pending');
      const order = known[happening.pick % Math.max(1, known.length)];
      if (order !== undefined) bench.cancelled(order.clientOrderId, 'venue');
      break;
    }
  }
}

/** The venue answers everything, fills market orders and stops that have begun, and time passes until nothing more is sent. */
function comeToRest(bench: Bench): void {
  const executes = ({ type, role, filledQuantity }: Order): boolean =>
    type === 'MARKET' || (role === 'stop-loss' && filledQuantity.gt(ZERO));
  for (let round = 0; round < 60; round += 1) {
    const before = bench.commands.length;
    bench.acceptAll();
    bench.confirmCancels();
    for (const order of ordersOf(bench, executes)) {
      if (order.reduceOnly && toDecimal(bench.book()).isZero()) bench.cancelled(order.clientOrderId, 'reduce-only');
      else fillPart(bench, order, 1);
    }
    bench.pass(100_000);
    if (bench.commands.length === before && ordersOf(bench, executes).length === 0) return;
  }
  throw new Error(`no rest is found: ${bench.sent().slice(-10).join('; ')}`);
}

function bracketHeld(bench: Bench): Decimal {
  const bracket = bench.execution.bracket('slu-ma-1-1');
  return bracket === undefined ? ZERO : bracket.filled.minus(bracket.exited);
}

describe('whatever happens to a bracket', () => {
  property.prop([setups, fc.array(happenings, { maxLength: 40 })])(
    'what is held is what the bracket holds, and never the other way round',
    (setup, life) => {
      const bench = begin(setup);
      for (const happening of life) {
        happen(bench, happening);
        const held = toDecimal(bench.book());
        expect(bracketHeld(bench).toString()).toBe((held.lt(ZERO) ? ZERO : held).toString());
      }
      comeToRest(bench);
      expect(toDecimal(bench.book()).gte(ZERO)).toBe(true);
    },
  );

  property.prop([setups, fc.array(happenings, { maxLength: 40 })])(
    'at rest the legs are those that are wanted: one stop for all, targets for all, or nothing',
    (setup, life) => {
      const bench = begin(setup);
      for (const happening of life) happen(bench, happening);
      comeToRest(bench);
      const held = bracketHeld(bench);
      const bracket = bench.execution.bracket('slu-ma-1-1');
      const stops = ordersOf(bench, (order) => order.role === 'stop-loss');
      const targets = ordersOf(bench, (order) => order.role === 'take-profit');
      if (held.isZero()) {
        expect([...stops, ...targets]).toEqual([]);
        return;
      }
      expect(bracket?.phase).toBe('protected');
      expect(stops.map((order) => rest(order).toString())).toEqual(
        bracket?.exits.stop === null ? [] : [held.toString()],
      );
      // A target the venue keeps refusing is given up; what rests is never more than what is held.
      expect(sumDecimals(targets.map((order) => rest(order))).lte(held)).toBe(true);
      if (bench.notes.length === 0 && (bracket?.exits.targets.length ?? 0) > 0) {
        expect(sumDecimals(targets.map((order) => rest(order))).toString()).toBe(held.toString());
      }
    },
  );

  property.prop([setups, fc.array(happenings, { maxLength: 30 })])('no client id is sent twice', (setup, life) => {
    const bench = begin(setup);
    for (const happening of life) happen(bench, happening);
    const ids = bench.commands.flatMap((command) => (command.kind === 'place' ? [command.order.clientOrderId] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  property.prop([setups, fc.array(happenings, { maxLength: 30 })])(
    'the same life leads to the same commands',
    (setup, life) => {
      const [first, second] = [begin(setup), begin(setup)];
      for (const bench of [first, second]) for (const happening of life) happen(bench, happening);
      expect(second.sent()).toEqual(first.sent());
    },
  );
});
