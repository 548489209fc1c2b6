// The state machine of one bracket: entering → protected → closing → closed (SEMANTICS 5, DESIGN law 6). Pure. An event
// changes facts and nothing else; `bracket-settle.ts` then says what has to be sent so that the venue holds what the facts
// ask for. What is to be done therefore never depends on the road by which the facts came about.
import { type Decimal, ZERO, maxDecimal, minDecimal } from '../domain/decimal.ts';
import type { EndedOrderStatus } from '../domain/order.ts';
import type { BracketExits } from '../domain/plan.ts';
import {
  type Bracket,
  type ClosingReason,
  type Leg,
  type PriceWatch,
  averageEntryOf,
  isStopSlot,
  remainingOf,
  restOf,
} from './bracket.ts';
import { legSpecs } from './bracket-legs.ts';
import { type BracketAction, type BracketRules, type BracketStep, failSpec, settleBracket } from './bracket-settle.ts';
import { beginWatch } from './engine-exits.ts';

export type BracketEvent =
  | { readonly kind: 'entryFilled'; readonly quantity: Decimal; readonly price: Decimal }
  | { readonly kind: 'entryEnded' }
  /** A cancel of the entry or of a leg has been sent. */
  | { readonly kind: 'cancelAsked'; readonly clientOrderId: string }
  | { readonly kind: 'legAccepted' | 'legUnknown' | 'stopBudgetSpent'; readonly clientOrderId: string }
  | { readonly kind: 'legFilled'; readonly clientOrderId: string; readonly quantity: Decimal }
  | {
      readonly kind: 'legEnded';
      readonly clientOrderId: string;
      readonly status: EndedOrderStatus;
      readonly code: string | null;
    }
  /** Something else took from what it holds: a forced fill, or another order of the strategy. */
  | { readonly kind: 'exited'; readonly quantity: Decimal; readonly isForced: boolean }
  /** A reduction of this much was sent, took this much, or ended with this much unfilled. */
  | { readonly kind: 'reductionStarted' | 'reductionFilled' | 'reductionEnded'; readonly quantity: Decimal }
  | { readonly kind: 'closeAsked'; readonly reason: ClosingReason }
  /** `lastPrice` is where newly set engine exits begin to follow; null where the market has shown none. */
  | { readonly kind: 'exitsChanged'; readonly exits: BracketExits; readonly lastPrice: number | null }
  | { readonly kind: 'priceSeen'; readonly watch: PriceWatch | null }
  | { readonly kind: 'resizeDue' | 'retryDue' };

/** What the bracket is after the event, and what is to be done because of it. */
export function stepBracket(bracket: Bracket, event: BracketEvent, rules: BracketRules): BracketStep {
  const { bracket: changed, actions } = takeEvent(bracket, event, rules);
  const wishing = hasSameWishes(bracket, changed) ? changed : { ...changed, wanted: legSpecs(changed, rules) };
  const settled = settleBracket(wishing, rules);
  return { bracket: settled.bracket, actions: [...actions, ...settled.actions] };
}

/** Everything that decides what should rest; the data never change in place, so that the same object is the same fact. */
function hasSameWishes(a: Bracket, b: Bracket): boolean {
  return (
    a.filled === b.filled &&
    a.exited === b.exited &&
    a.exits === b.exits &&
    a.watch === b.watch &&
    a.rungFilled === b.rungFilled
  );
}

function takeEvent(bracket: Bracket, event: BracketEvent, rules: BracketRules): BracketStep {
  switch (event.kind) {
    case 'entryFilled':
      return takeEntryFill(bracket, event.quantity, event.price, rules);
    case 'entryEnded':
      return facts({ ...bracket, entryState: 'ended', isResizeWaiting: false });
    case 'cancelAsked':
      return facts(takeCancel(bracket, event.clientOrderId));
    case 'legAccepted':
      return facts(
        withLeg(bracket, event.clientOrderId, (leg) => (isOpenLeg(leg) ? { ...leg, state: 'resting' } : leg)),
      );
    case 'legUnknown':
      return takeUnknown(bracket, event.clientOrderId, rules);
    case 'stopBudgetSpent':
      return facts(
        withLeg(bracket, event.clientOrderId, (leg) => (leg.state === 'unknown' ? { ...leg, state: 'overdue' } : leg)),
      );
    case 'legFilled':
      return facts(takeLegFill(bracket, event.clientOrderId, event.quantity));
    case 'legEnded':
      return takeLegEnd(bracket, event, rules);
    case 'exited':
      return facts(takeExit(bracket, event.quantity, event.isForced));
    case 'reductionStarted':
      return facts({ ...bracket, beingReduced: bracket.beingReduced.plus(event.quantity) });
    case 'reductionFilled':
      return facts({ ...withExit(bracket, event.quantity), beingReduced: lessClaimed(bracket, event.quantity) });
    case 'reductionEnded':
      return takeReductionEnd(bracket, event.quantity, rules);
    case 'closeAsked':
      return facts({ ...bracket, closing: bracket.closing ?? event.reason });
    case 'exitsChanged':
      return facts(takeExits(bracket, event.exits, event.lastPrice));
    case 'priceSeen':
      return facts({ ...bracket, watch: event.watch });
    case 'resizeDue':
      return facts({ ...bracket, isResizeWaiting: false });
    case 'retryDue':
      return facts({ ...bracket, isCloseWaiting: false });
  }
}

/** Fills that come close together make one resize: the first of them opens the window. */
function takeEntryFill(bracket: Bracket, quantity: Decimal, price: Decimal, rules: BracketRules): BracketStep {
  const isFirst = bracket.firstFillTime === null;
  const filled: Bracket = {
    ...bracket,
    filled: bracket.filled.plus(quantity),
    entryNotional: bracket.entryNotional.plus(price.times(quantity)),
    firstFillTime: bracket.firstFillTime ?? rules.now,
  };
  const average = averageEntryOf(filled);
  const watched = isFirst && average !== null ? { ...filled, watch: beginWatch(filled, average.toNumber()) } : filled;
  const waitMs = rules.settings.coalesceMs;
  if (waitMs === 0 || bracket.entryState === 'ended' || bracket.isResizeWaiting) return facts(watched);
  return { bracket: { ...watched, isResizeWaiting: true }, actions: [{ kind: 'resizeLater', afterMs: waitMs }] };
}

function takeCancel(bracket: Bracket, clientOrderId: string): Bracket {
  if (clientOrderId === bracket.entryId) {
    return bracket.entryState === 'working' ? { ...bracket, entryState: 'cancelling' } : bracket;
  }
  return withLeg(bracket, clientOrderId, (leg) => ({ ...leg, state: 'cancelling' }));
}

/** A stop in doubt has a budget; a target in doubt just waits. */
function takeUnknown(bracket: Bracket, clientOrderId: string, rules: BracketRules): BracketStep {
  const leg = bracket.legs.find((one) => one.clientOrderId === clientOrderId);
  if (leg?.state !== 'sent') return facts(bracket);
  const doubted = withLeg(bracket, clientOrderId, (one) => ({ ...one, state: 'unknown' }));
  if (!isStopSlot(leg.spec.slot)) return facts(doubted);
  const afterMs = rules.settings.unprotectedBudgetMs;
  return { bracket: doubted, actions: [{ kind: 'spendStopBudget', clientOrderId, afterMs }] };
}

/** The stop's first fill is the end of the bracket; a target's fill leaves the rest to the others. */
function takeLegFill(bracket: Bracket, clientOrderId: string, quantity: Decimal): Bracket {
  const leg = bracket.legs.find((one) => one.clientOrderId === clientOrderId);
  const exited = withExit(bracket, quantity);
  if (leg === undefined) return exited;
  const slot = leg.spec.slot;
  const after = withLeg(exited, clientOrderId, (one) => ({ ...one, filled: one.filled.plus(quantity) }));
  if (typeof slot !== 'number') {
    const isOurs = after.closing !== null && after.closing !== 'asked';
    return isOurs ? after : { ...after, closing: 'stop-filled' };
  }
  const rungFilled = bracket.exits.targets.map((_, index) => bracket.rungFilled[index] ?? ZERO);
  const rung = slot - 1;
  if (rung < rungFilled.length) rungFilled[rung] = (rungFilled[rung] ?? ZERO).plus(quantity);
  return { ...after, rungFilled };
}

interface LegEnd {
  readonly clientOrderId: string;
  readonly status: EndedOrderStatus;
  readonly code: string | null;
}

/** A leg that ended as it should, or unasked. Law 6: a stop that cannot be placed closes the position at market. */
function takeLegEnd(bracket: Bracket, end: LegEnd, rules: BracketRules): BracketStep {
  const leg = bracket.legs.find((one) => one.clientOrderId === end.clientOrderId);
  if (leg === undefined) return facts(bracket);
  const without = { ...bracket, legs: bracket.legs.filter((one) => one !== leg) };
  const isExpected = end.status === 'filled' || leg.state === 'cancelling' || remainingOf(bracket).lte(ZERO);
  if (isExpected || bracket.closing !== null) return facts(without);
  return end.status === 'rejected'
    ? takeLegRejection(without, leg, end.code)
    : takeLostLeg(without, leg, end.code, rules);
}

function takeLegRejection(bracket: Bracket, leg: Leg, code: string | null): BracketStep {
  if (code === 'WOULD_TRIGGER_AT_ONCE') return facts({ ...bracket, closing: 'would-trigger' });
  const detail = code ?? 'OTHER';
  if (!isStopSlot(leg.spec.slot)) return failSpec(bracket, leg.spec, 'TARGET_NOT_PLACED', detail);
  // The stop it was to replace still rests for all that is held: nothing is unprotected, the stop has only not moved.
  if (isCoveredByOther(bracket, leg)) return failSpec(bracket, leg.spec, 'STOP_NOT_MOVED', detail);
  return {
    bracket: { ...bracket, closing: 'unprotectable' },
    actions: [{ kind: 'note', code: 'STOP_NOT_PLACED', detail }],
  };
}

/** The venue ended a resting leg unasked: it is placed again, a few times at most. */
function takeLostLeg(bracket: Bracket, leg: Leg, code: string | null, rules: BracketRules): BracketStep {
  const lost = { ...bracket, lostLegs: bracket.lostLegs + 1 };
  const note: BracketAction = { kind: 'note', code: 'LEG_LOST', detail: code ?? 'OTHER' };
  if (code === 'liquidation') {
    // The forced fills of this instant come first; what they leave is protected again after them.
    return { bracket: { ...bracket, isResizeWaiting: true }, actions: [{ kind: 'resizeLater', afterMs: 0 }] };
  }
  if (lost.lostLegs <= rules.settings.lostLegsMax) return { bracket: lost, actions: [note] };
  if (isStopSlot(leg.spec.slot)) return { bracket: { ...lost, closing: 'unprotectable' }, actions: [note] };
  return failSpec(lost, leg.spec, 'TARGET_NOT_PLACED', code ?? 'OTHER');
}

function isCoveredByOther(bracket: Bracket, leg: Leg): boolean {
  const remaining = remainingOf(bracket);
  return bracket.legs.some(
    (other) => other.spec.slot === leg.spec.slot && other.state === 'resting' && restOf(other).gte(remaining),
  );
}

function takeExit(bracket: Bracket, quantity: Decimal, isForced: boolean): Bracket {
  const exited = withExit(bracket, quantity);
  const isOver = isForced && remainingOf(exited).lte(ZERO);
  return isOver ? { ...exited, closing: exited.closing ?? 'forced' } : exited;
}

/** A close that was asked for and ended short leaves the position as it was, with its exits; our own closes go on. */
function takeReductionEnd(bracket: Bracket, unfilled: Decimal, rules: BracketRules): BracketStep {
  const ended = { ...bracket, beingReduced: lessClaimed(bracket, unfilled) };
  if (bracket.closing === null || remainingOf(ended).lte(ZERO)) return facts(ended);
  if (bracket.closing === 'asked') return facts(ended.beingReduced.isZero() ? { ...ended, closing: null } : ended);
  const { retryMs, retryMaxMs } = rules.settings;
  const afterMs = Math.min(retryMaxMs, retryMs * 2 ** bracket.closeFailures);
  const waiting = { ...ended, closeFailures: bracket.closeFailures + 1, isCloseWaiting: true };
  return { bracket: waiting, actions: [{ kind: 'retryLater', afterMs }] };
}

function takeExits(bracket: Bracket, exits: BracketExits, lastPrice: number | null): Bracket {
  const before = bracket.exits;
  const hasNewLadder = exits.targets !== before.targets;
  const changed: Bracket = {
    ...bracket,
    exits,
    failedSpecs: [],
    rungFilled: hasNewLadder ? [] : bracket.rungFilled,
    exitedBeforeLadder: hasNewLadder ? bracket.exited : bracket.exitedBeforeLadder,
  };
  const follows = exits.trailing !== before.trailing || exits.breakEven !== before.breakEven;
  if (!follows || bracket.firstFillTime === null) return changed;
  const from = lastPrice ?? averageEntryOf(bracket)?.toNumber();
  if (from === undefined) return changed;
  const begun = beginWatch(changed, from);
  const keeps = exits.breakEven === before.breakEven && bracket.watch?.isBreakEvenReached === true;
  return {
    ...changed,
    watch: begun === null ? null : { ...begun, isBreakEvenReached: begun.isBreakEvenReached || keeps },
  };
}

function isOpenLeg(leg: Leg): boolean {
  return leg.state === 'sent' || leg.state === 'unknown' || leg.state === 'overdue';
}

function withLeg(bracket: Bracket, clientOrderId: string, change: (leg: Leg) => Leg): Bracket {
  return { ...bracket, legs: bracket.legs.map((leg) => (leg.clientOrderId === clientOrderId ? change(leg) : leg)) };
}

/** What leaves is never more than what is held; what a leg filled beyond it is the executor's excess. */
function withExit(bracket: Bracket, quantity: Decimal): Bracket {
  return { ...bracket, exited: bracket.exited.plus(minDecimal(quantity, maxDecimal(ZERO, remainingOf(bracket)))) };
}

function lessClaimed(bracket: Bracket, quantity: Decimal): Decimal {
  return maxDecimal(ZERO, bracket.beingReduced.minus(quantity));
}

function facts(bracket: Bracket): BracketStep {
  return { bracket, actions: [] };
}
