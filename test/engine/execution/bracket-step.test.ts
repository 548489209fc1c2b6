// The state machine alone: events in, actions out, nothing else touched.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ZERO, toDecimal } from '../../../engine/domain/decimal.ts';
import type { BracketExits } from '../../../engine/domain/plan.ts';
import { type Bracket, foundBracket, phaseOf, remainingOf } from '../../../engine/execution/bracket.ts';
import { type BracketAction, type BracketRules, settleBracket } from '../../../engine/execution/bracket-settle.ts';
import { type BracketEvent, stepBracket } from '../../../engine/execution/bracket-step.ts';
import { NO_EXITS } from '../../../engine/execution/exits-shape.ts';
import { defaultExecutionSettings } from '../../../engine/execution/settings.ts';
import { instrument } from '../instruments.ts';

const rules: BracketRules = {
  instrument: instrument('BTCUSDT'),
  settings: { ...defaultExecutionSettings(), coalesceMs: 0 },
  notionalMin: ZERO,
  mark: 100,
  replaceBeforeCancel: true,
  now: 1_000_000,
};

function newBracket(exits: Partial<BracketExits>): Bracket {
  return foundBracket({
    bracketId: 'slu-ma-1-1',
    strategyId: 'ma',
    symbol: 'BTCUSDT',
    positionSide: 'both',
    direction: 'long',
    ref: null,
    intent: 'open',
    entryId: 'slu-ma-1-1-M',
    exits: { ...NO_EXITS, ...exits },
  });
}

const exits: Partial<BracketExits> = { stop: { price: 90 }, targets: [{ price: 105 }, { price: 110 }] };
const STOP = 'slu-ma-1-1-SL';

/** Steps through events; the bracket as it is then, and what the last event led to. */
function live(
  bracket: Bracket,
  ...events: readonly BracketEvent[]
): { bracket: Bracket; actions: readonly BracketAction[] } {
  let step: { bracket: Bracket; actions: readonly BracketAction[] } = { bracket, actions: [] };
  for (const event of events) step = stepBracket(step.bracket, event, rules);
  return step;
}

const filled: BracketEvent = { kind: 'entryFilled', quantity: toDecimal(1), price: toDecimal(100) };
const ended: BracketEvent = { kind: 'entryEnded' };
const accepted = (clientOrderId: string): BracketEvent => ({ kind: 'legAccepted', clientOrderId });

describe('the phases of a bracket', () => {
  test.each<{ name: string; events: readonly BracketEvent[]; phase: string }>([
    { name: 'entering at first', events: [], phase: 'entering' },
    { name: 'entering while its stop is not answered', events: [filled, ended], phase: 'entering' },
    { name: 'protected when it rests', events: [filled, ended, accepted(STOP)], phase: 'protected' },
    {
      name: 'entering again when the stop is lost',
      events: [
        filled,
        ended,
        accepted(STOP),
        { kind: 'legEnded', clientOrderId: STOP, status: 'cancelled', code: 'venue' },
      ],
      phase: 'entering',
    },
    {
      name: 'closing when the stop begins to fill',
      events: [filled, ended, accepted(STOP), { kind: 'legFilled', clientOrderId: STOP, quantity: toDecimal('0.1') }],
      phase: 'closing',
    },
    {
      name: 'closing when it is asked to close',
      events: [filled, ended, { kind: 'closeAsked', reason: 'asked' }],
      phase: 'closing',
    },
    {
      name: 'protected again when a close that was asked for ends short',
      events: [
        filled,
        ended,
        accepted(STOP),
        { kind: 'reductionStarted', quantity: toDecimal(1) },
        { kind: 'closeAsked', reason: 'asked' },
        { kind: 'reductionEnded', quantity: toDecimal(1) },
      ],
      phase: 'protected',
    },
    {
      name: 'closed when nothing is held and the entry is over',
      events: [filled, ended, { kind: 'legFilled', clientOrderId: STOP, quantity: toDecimal(1) }],
      phase: 'closed',
    },
    {
      name: 'not closed while the entry may bring more',
      events: [filled, { kind: 'exited', quantity: toDecimal(1), isForced: false }],
      phase: 'entering',
    },
    { name: 'closed when the entry ends unfilled', events: [ended], phase: 'closed' },
  ])('are $phase: $name', ({ events, phase }) => {
    expect(phaseOf(live(newBracket(exits), ...events).bracket)).toBe(phase);
  });
});

describe('a step', () => {
  test('does not change the bracket it is given', () => {
    const before = newBracket(exits);
    const copy = JSON.stringify(before);
    live(before, filled, ended, accepted(STOP));
    expect(JSON.stringify(before)).toBe(copy);
  });

  test('of a leg that is not the bracket’s changes nothing', () => {
    const { bracket } = live(newBracket(exits), filled, ended);
    const other = 'slu-ma-1-1-SL.9';
    const events: BracketEvent[] = [
      accepted(other),
      { kind: 'legUnknown', clientOrderId: other },
      { kind: 'legEnded', clientOrderId: other, status: 'rejected', code: 'OTHER' },
      { kind: 'cancelAsked', clientOrderId: other },
    ];
    for (const event of events) expect(stepBracket(bracket, event, rules)).toEqual({ bracket, actions: [] });
  });

  test('takes no more out of a bracket than it holds', () => {
    const { bracket } = live(newBracket(exits), filled, { kind: 'exited', quantity: toDecimal(3), isForced: true });
    expect(remainingOf(bracket).toString()).toBe('0');
  });

  test('of a reduction in flight leaves it out of what our own closes take', () => {
    const { actions } = live(
      newBracket(exits),
      filled,
      ended,
      { kind: 'reductionStarted', quantity: toDecimal('0.4') },
      { kind: 'closeAsked', reason: 'held-too-long' },
    );
    expect(actions).toEqual([{ kind: 'closeAtMarket', quantity: toDecimal('0.6'), reason: 'held-too-long' }]);
  });

  test('asks for a stop again when the one that stood in for a refused one is lost', () => {
    const { actions } = live(
      newBracket({ stop: { price: 90 } }),
      filled,
      ended,
      accepted(STOP),
      { kind: 'exitsChanged', exits: { ...NO_EXITS, stop: { price: 95 } }, lastPrice: null },
      { kind: 'legEnded', clientOrderId: `${STOP}.2`, status: 'rejected', code: 'RATE_LIMITED' },
      { kind: 'legEnded', clientOrderId: STOP, status: 'cancelled', code: 'venue' },
    );
    expect(actions.filter(({ kind }) => kind === 'placeLeg')).toMatchObject([{ clientOrderId: `${STOP}.3` }]);
  });
});

const legIds = fc.constantFrom(STOP, `${STOP}.2`, `${STOP}.3`, 'slu-ma-1-1-TP1', 'slu-ma-1-1-TP1.2', 'slu-ma-1-1-TP2');
const quantities = fc.integer({ min: 1, max: 400 }).map((steps) => toDecimal(steps).times('0.001'));
const events: fc.Arbitrary<BracketEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('entryFilled' as const),
    quantity: quantities,
    price: fc.integer({ min: 90, max: 110 }).map((price) => toDecimal(price)),
  }),
  fc.record({
    kind: fc.constantFrom('legAccepted' as const, 'legUnknown', 'stopBudgetSpent', 'cancelAsked'),
    clientOrderId: legIds,
  }),
  fc.record({ kind: fc.constant('legFilled' as const), clientOrderId: legIds, quantity: quantities }),
  fc.record({
    kind: fc.constant('legEnded' as const),
    clientOrderId: legIds,
    status: fc.constantFrom('cancelled' as const, 'rejected', 'filled', 'expired'),
    code: fc.constantFrom('OTHER', 'WOULD_TRIGGER_AT_ONCE', 'liquidation', 'venue'),
  }),
  fc.record({ kind: fc.constant('exited' as const), quantity: quantities, isForced: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('reductionStarted' as const, 'reductionFilled', 'reductionEnded'),
    quantity: quantities,
  }),
  fc.record({ kind: fc.constant('closeAsked' as const), reason: fc.constantFrom('asked' as const, 'held-too-long') }),
  fc.record({ kind: fc.constantFrom('entryEnded' as const, 'resizeDue', 'retryDue') }),
  fc.record({
    kind: fc.constant('exitsChanged' as const),
    exits: fc.constantFrom({ ...NO_EXITS, ...exits }, { ...NO_EXITS, stop: { ratio: 0.03 } }, NO_EXITS),
    lastPrice: fc.constantFrom(100, null),
  }),
);

describe('whatever is fed to a bracket', () => {
  property.prop([fc.array(events, { maxLength: 30 }), fc.boolean()])(
    'settling what is settled sends nothing',
    (life, replaceBeforeCancel) => {
      let bracket = newBracket(exits);
      for (const event of life) {
        bracket = stepBracket(bracket, event, { ...rules, replaceBeforeCancel }).bracket;
        const again = settleBracket(bracket, { ...rules, replaceBeforeCancel });
        expect(again.actions).toEqual([]);
        expect(again.bracket).toEqual(bracket);
      }
    },
  );

  property.prop([fc.array(events, { maxLength: 30 })])(
    'it never holds less than nothing, and claims no more than was asked',
    (life) => {
      let bracket = newBracket(exits);
      for (const event of life) bracket = stepBracket(bracket, event, rules).bracket;
      expect(remainingOf(bracket).gte(ZERO)).toBe(true);
      expect(bracket.beingReduced.gte(ZERO)).toBe(true);
    },
  );

  property.prop([fc.array(events, { maxLength: 30 })])(
    'stops are placed before targets, and never for more than is held',
    (life) => {
      let bracket = newBracket(exits);
      for (const event of life) {
        const step = stepBracket(bracket, event, rules);
        bracket = step.bracket;
        const placed = step.actions.flatMap((action) => (action.kind === 'placeLeg' ? [action.spec] : []));
        const firstTarget = placed.findIndex(({ slot }) => typeof slot === 'number');
        const lastStop = placed.findLastIndex(({ slot }) => typeof slot !== 'number');
        expect(firstTarget === -1 || lastStop < firstTarget).toBe(true);
        for (const spec of placed) expect(spec.quantity.lte(remainingOf(bracket))).toBe(true);
      }
    },
  );
});
