// What has to be sent so that the venue holds what a bracket's facts ask for. Pure and idempotent: settling a settled
// bracket sends nothing. Stops come before targets; where the venue allows it a new leg is placed before the old one is
// cancelled, and the old one is cancelled only when the new one rests (DESIGN law 6).
import { type IdPart, formatClientOrderId } from '../domain/client-order-id.ts';
import { type Decimal, ZERO, sumDecimals } from '../domain/decimal.ts';
import {
  type Bracket,
  type ClosingReason,
  type Leg,
  type LegSlot,
  type LegSpec,
  isStopSlot,
  remainingOf,
  restOf,
  unclaimedOf,
} from './bracket.ts';
import { type LegRules, isSameSpec } from './bracket-legs.ts';
import { stopQuantity } from './leg-sizing.ts';
import type { ExecutionSettings } from './settings.ts';

export interface BracketRules extends LegRules {
  readonly settings: ExecutionSettings;
  /** Mark price, by which an order at market is judged; null where the market has shown none. */
  readonly mark: number | null;
  /** Whether the venue takes a new leg before the old one is cancelled. */
  readonly replaceBeforeCancel: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** Things worth telling that ask for no order. */
export type BracketNoteCode = 'STOP_NOT_PLACED' | 'STOP_NOT_MOVED' | 'TARGET_NOT_PLACED' | 'LEG_LOST' | 'DUST_HELD';

export type BracketAction =
  | { readonly kind: 'placeLeg'; readonly clientOrderId: string; readonly spec: LegSpec }
  | { readonly kind: 'cancelOrder'; readonly clientOrderId: string }
  /** A reduce-only market order; the bracket counts it as claimed from here on. */
  | { readonly kind: 'closeAtMarket'; readonly quantity: Decimal; readonly reason: ClosingReason }
  | { readonly kind: 'resizeLater' | 'retryLater'; readonly afterMs: number }
  | { readonly kind: 'spendStopBudget'; readonly clientOrderId: string; readonly afterMs: number }
  | { readonly kind: 'note'; readonly code: BracketNoteCode; readonly detail: string };

export interface BracketStep {
  readonly bracket: Bracket;
  readonly actions: readonly BracketAction[];
}

/** Brings the legs in line with what is wanted, and keeps account of the time without protection. */
export function settleBracket(bracket: Bracket, rules: BracketRules): BracketStep {
  const draft: Draft = { bracket, actions: [] };
  if (remainingOf(bracket).lte(ZERO)) endLegs(draft);
  else if (bracket.closing !== null) close(draft, bracket.closing, rules);
  else if (!bracket.isResizeWaiting) alignLegs(draft, rules);
  tellDust(draft, rules);
  return { bracket: measureProtection(draft.bracket, rules), actions: draft.actions };
}

/** Remembers a spec the venue would not take, so that it is not tried again until something else is wanted. */
export function failSpec(bracket: Bracket, spec: LegSpec, code: BracketNoteCode, detail: string): BracketStep {
  const others = bracket.failedSpecs.filter((failed) => failed.slot !== spec.slot);
  return { bracket: { ...bracket, failedSpecs: [...others, spec] }, actions: [{ kind: 'note', code, detail }] };
}

/** The bracket as it becomes, and what is sent on the way. */
interface Draft {
  bracket: Bracket;
  readonly actions: BracketAction[];
}

/** What is too little for any order can neither be protected nor closed; it is told once (SEMANTICS 4). */
function tellDust(draft: Draft, rules: BracketRules): void {
  const { entryState, isDustTold } = draft.bracket;
  const remaining = remainingOf(draft.bracket);
  if (isDustTold || entryState !== 'ended' || remaining.lte(ZERO)) return;
  if (!isDust(remaining, rules)) return;
  draft.bracket = { ...draft.bracket, isDustTold: true };
  draft.actions.push({ kind: 'note', code: 'DUST_HELD', detail: remaining.toString() });
}

/** Whether a quantity is too little, or worth too little, for an order at market. */
function isDust(quantity: Decimal, { instrument, notionalMin, mark }: BracketRules): boolean {
  if (quantity.lt(instrument.marketLot.quantityMin)) return true;
  return mark !== null && !notionalMin.isZero() && quantity.times(mark).lt(notionalMin);
}

/** Nothing is held: no leg has anything to protect. A bracket closed by us or its stop lets its entry bring nothing more. */
function endLegs(draft: Draft): void {
  for (const leg of draft.bracket.legs) cancelLeg(draft, leg);
  if (draft.bracket.closing !== null) cancelEntry(draft);
}

/** Entry rests and limit exits go, one market order takes what is not taken already; stops rest until nothing is held. */
function close(draft: Draft, reason: ClosingReason, rules: BracketRules): void {
  cancelEntry(draft);
  for (const leg of draft.bracket.legs) {
    if (isStopSlot(leg.spec.slot)) continue;
    if (reason === 'stop-filled' || leg.spec.type === 'LIMIT') cancelLeg(draft, leg);
  }
  if (draft.bracket.isCloseWaiting) return;
  const uncovered = unclaimedOf(draft.bracket).minus(firingRest(draft.bracket));
  const quantity = stopQuantity(uncovered, rules.instrument.marketLot);
  if (quantity.lte(ZERO) || isDust(quantity, rules)) return;
  draft.bracket = { ...draft.bracket, beingReduced: draft.bracket.beingReduced.plus(quantity) };
  draft.actions.push({ kind: 'closeAtMarket', quantity, reason });
}

function alignLegs(draft: Draft, rules: BracketRules): void {
  const { wanted } = draft.bracket;
  for (const spec of wanted) alignSlot(draft, spec, rules);
  for (const leg of draft.bracket.legs) {
    if (!wanted.some((spec) => spec.slot === leg.spec.slot)) cancelLeg(draft, leg);
  }
}

function alignSlot(draft: Draft, spec: LegSpec, rules: BracketRules): void {
  const { legs, failedSpecs } = draft.bracket;
  const standing = legs.filter((leg) => leg.spec.slot === spec.slot);
  const fitting = standing.filter((leg) => leg.state !== 'cancelling' && isSameSpec(specOfRest(leg), spec));
  const keeper = fitting.find((leg) => leg.state === 'resting');
  if (keeper !== undefined) {
    for (const leg of standing) if (leg !== keeper) cancelLeg(draft, leg);
    return;
  }
  if (fitting.some((leg) => leg.state === 'sent' || leg.state === 'unknown')) return;
  if (failedSpecs.some((failed) => isSameSpec(failed, spec))) {
    const standIn = standInFor(spec, standing);
    for (const leg of standing) if (leg !== standIn) cancelLeg(draft, leg);
    // A stop that has lost its stand-in is asked for again, whatever the venue said before.
    if (standIn !== undefined || !isStopSlot(spec.slot)) return;
  }
  const unfitting = standing.filter((leg) => !fitting.includes(leg));
  if (rules.replaceBeforeCancel || unfitting.length === 0) {
    placeLeg(draft, spec);
    return;
  }
  for (const leg of unfitting) cancelLeg(draft, leg);
}

/** What goes on resting where the venue refuses what is wanted: a stop that covers all of it, a target that takes no more. */
function standInFor(spec: LegSpec, standing: readonly Leg[]): Leg | undefined {
  return standing.findLast((leg) => {
    if (leg.state !== 'resting') return false;
    return isStopSlot(spec.slot) ? restOf(leg).gte(spec.quantity) : restOf(leg).lte(spec.quantity);
  });
}

function placeLeg(draft: Draft, spec: LegSpec): void {
  const { bracketId, legs, revisions } = draft.bracket;
  const part = typeof spec.slot === 'number' ? `TP${spec.slot}` : 'SL';
  const revision = (revisions[part] ?? 0) + 1;
  const clientOrderId = formatClientOrderId(bracketId, idPartOf(spec.slot, revision));
  const leg: Leg = { clientOrderId, spec, state: 'sent', filled: ZERO };
  draft.bracket = { ...draft.bracket, legs: [...legs, leg], revisions: { ...revisions, [part]: revision } };
  draft.actions.push({ kind: 'placeLeg', clientOrderId, spec });
}

/** Only a leg that is known to rest is cancelled: a cancel could overtake one that is on its way, or miss one in doubt. */
function cancelLeg(draft: Draft, leg: Leg): void {
  if (leg.state !== 'resting') return;
  const legs = draft.bracket.legs.map((one): Leg => (one === leg ? { ...leg, state: 'cancelling' } : one));
  draft.bracket = { ...draft.bracket, legs };
  draft.actions.push({ kind: 'cancelOrder', clientOrderId: leg.clientOrderId });
}

function cancelEntry(draft: Draft): void {
  if (draft.bracket.entryState !== 'working') return;
  draft.bracket = { ...draft.bracket, entryState: 'cancelling' };
  draft.actions.push({ kind: 'cancelOrder', clientOrderId: draft.bracket.entryId });
}

/** A bracket is protected when every stop it declares rests for all that it holds (SEMANTICS 5). */
function measureProtection(bracket: Bracket, rules: BracketRules): Bracket {
  const isHeld = remainingOf(bracket).gt(ZERO);
  const isProtected = isHeld && bracket.wanted.every((spec) => !isStopSlot(spec.slot) || isStopResting(bracket, spec));
  if (isHeld && !isProtected) {
    const unprotectedSince = bracket.unprotectedSince ?? rules.now;
    return { ...bracket, isProtected, unprotectedSince };
  }
  if (bracket.unprotectedSince === null) {
    return bracket.isProtected === isProtected ? bracket : { ...bracket, isProtected };
  }
  const unprotectedMs = bracket.unprotectedMs + Math.max(0, rules.now - bracket.unprotectedSince);
  return { ...bracket, isProtected, unprotectedSince: null, unprotectedMs };
}

/** A stop about to be replaced protects as well as the one to come, as long as it covers what is held. */
function isStopResting(bracket: Bracket, spec: LegSpec): boolean {
  return bracket.legs.some(
    (leg) => leg.spec.slot === spec.slot && leg.state === 'resting' && restOf(leg).gte(spec.quantity),
  );
}

/** What stops that have begun to fill will still take. */
function firingRest(bracket: Bracket): Decimal {
  const firing = bracket.legs.filter((leg) => isStopSlot(leg.spec.slot) && leg.filled.gt(ZERO));
  return sumDecimals(firing.map((leg) => restOf(leg)));
}

function specOfRest(leg: Leg): LegSpec {
  return leg.filled.isZero() ? leg.spec : { ...leg.spec, quantity: restOf(leg) };
}

function idPartOf(slot: LegSlot, revision: number): IdPart {
  return typeof slot === 'number' ? { part: 'take-profit', rung: slot, revision } : { part: 'stop-loss', revision };
}
