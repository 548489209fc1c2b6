// A bracket: an entry with the exits that protect what it filled (SEMANTICS 5). Here is what a bracket is; what happens to
// it is bracket-step.ts, what should rest for it bracket-legs.ts.
import { type Decimal, ZERO, maxDecimal } from '../domain/decimal.ts';
import type { IntentKind } from '../domain/intent.ts';
import type { OrderType, WorkingType } from '../domain/order.ts';
import type { BracketExits } from '../domain/plan.ts';
import type { Direction, PositionSide } from '../domain/side.ts';

/** The place of a leg: the stop, a trailing stop that the venue moves, or a rung of the ladder (from 1). */
export type LegSlot = 'stop' | 'trailing' | number;

/** Why a leg rests where it does. */
export type LegReason = 'stop-loss' | 'break-even' | 'trailing' | 'take-profit';

/** What should rest, or rests, at the venue for a slot; prices lie on the tick. */
export interface LegSpec {
  readonly slot: LegSlot;
  readonly reason: LegReason;
  readonly type: OrderType;
  /** Base asset. */
  readonly quantity: Decimal;
  readonly price: Decimal | null;
  readonly triggerPrice: Decimal | null;
  readonly activationPrice: Decimal | null;
  readonly callbackRatio: Decimal | null;
  readonly workingType: WorkingType;
}

/**
 * One leg at the venue. `sent` is unanswered; `unknown` lost its answer, and is `overdue` once that has lasted longer than
 * the unprotected budget; `cancelling` may still fill.
 */
export interface Leg {
  readonly clientOrderId: string;
  readonly spec: LegSpec;
  readonly state: 'sent' | 'unknown' | 'overdue' | 'resting' | 'cancelling';
  readonly filled: Decimal;
}

/**
 * Why a bracket is closed at market. `asked` by an intent; the others are ours and go on until nothing is held: a stop has
 * begun to fill, a leg was beyond its trigger, a stop could not be placed, or it was held for its longest time.
 */
export type ClosingReason = 'asked' | 'stop-filled' | 'would-trigger' | 'unprotectable' | 'held-too-long' | 'forced';

/** The best price since the first fill, as far as the engine moves the stop by it. */
export interface PriceWatch {
  readonly best: number;
  readonly isBreakEvenReached: boolean;
  readonly isTrailingActive: boolean;
}

export interface Bracket {
  readonly bracketId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  readonly ref: string | null;
  /** The intent that founded it. */
  readonly intent: IntentKind;
  readonly entryId: string;
  readonly entryState: 'working' | 'cancelling' | 'ended';
  readonly exits: BracketExits;
  /** What the entry filled, base asset. */
  readonly filled: Decimal;
  /** What has left again, by whatever order. */
  readonly exited: Decimal;
  /** Sum of price × quantity of the entry's fills, in quote asset. */
  readonly entryNotional: Decimal;
  /** Epoch ms; null before the first fill. */
  readonly firstFillTime: number | null;
  /** What each rung of the present ladder has taken. */
  readonly rungFilled: readonly Decimal[];
  /** What had left before the present ladder was set. */
  readonly exitedBeforeLadder: Decimal;
  /** What should rest now; follows from filled, exited, exits and watch. */
  readonly wanted: readonly LegSpec[];
  readonly legs: readonly Leg[];
  /** Last revision given out, by the part of the id it belongs to. */
  readonly revisions: Readonly<Record<string, number>>;
  /** Specs the venue refuses: not tried again until something else is wanted. */
  readonly failedSpecs: readonly LegSpec[];
  readonly lostLegs: number;
  readonly watch: PriceWatch | null;
  readonly closing: ClosingReason | null;
  /** Part of what is held that reductions in flight are to take. */
  readonly beingReduced: Decimal;
  /** Protective closes that ended short. */
  readonly closeFailures: number;
  /** Waits before a failed protective close is tried again. */
  readonly isCloseWaiting: boolean;
  /** Waits for further entry fills before the legs are resized. */
  readonly isResizeWaiting: boolean;
  /** Whether it was told that what is left is too little for any order. */
  readonly isDustTold: boolean;
  readonly isProtected: boolean;
  /** Epoch ms since when a declared stop has not rested for all that is held; null while it does. */
  readonly unprotectedSince: number | null;
  /** Closed spans of that kind, together. */
  readonly unprotectedMs: number;
}

export interface BracketFoundation {
  readonly bracketId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  readonly ref: string | null;
  readonly intent: IntentKind;
  readonly entryId: string;
  readonly exits: BracketExits;
}

/** A bracket whose entry is about to be sent. */
export function foundBracket(foundation: BracketFoundation): Bracket {
  // What is spread stands last in objects like this one: V8 takes microseconds for each member added after a spread.
  return {
    entryState: 'working',
    filled: ZERO,
    exited: ZERO,
    entryNotional: ZERO,
    firstFillTime: null,
    rungFilled: [],
    exitedBeforeLadder: ZERO,
    wanted: [],
    legs: [],
    revisions: {},
    failedSpecs: [],
    lostLegs: 0,
    watch: null,
    closing: null,
    beingReduced: ZERO,
    closeFailures: 0,
    isCloseWaiting: false,
    isResizeWaiting: false,
    isDustTold: false,
    isProtected: false,
    unprotectedSince: null,
    unprotectedMs: 0,
    ...foundation,
  };
}

/** What the bracket holds, base asset. */
export function remainingOf(bracket: Bracket): Decimal {
  return bracket.filled.minus(bracket.exited);
}

/** What it holds and no reduction in flight is to take. */
export function unclaimedOf(bracket: Bracket): Decimal {
  const unclaimed = remainingOf(bracket).minus(bracket.beingReduced);
  return unclaimed.gt(ZERO) ? unclaimed : ZERO;
}

/** Average price of its entry fills; null before the first. */
export function averageEntryOf(bracket: Bracket): Decimal | null {
  return bracket.filled.isZero() ? null : bracket.entryNotional.div(bracket.filled);
}

export type BracketPhase = 'entering' | 'protected' | 'closing' | 'closed';

/**
 * `entering` until every stop it declares rests for all it holds, `protected` then, `closing` while it is closed at market,
 * `closed` when nothing is held and the entry can bring nothing more.
 */
export function phaseOf(bracket: Bracket): BracketPhase {
  if (remainingOf(bracket).lte(ZERO) && bracket.entryState === 'ended') return 'closed';
  if (bracket.closing !== null) return 'closing';
  return bracket.isProtected ? 'protected' : 'entering';
}

export function isStopSlot(slot: LegSlot): boolean {
  return slot === 'stop' || slot === 'trailing';
}

/** What of a leg has not filled; nothing where the venue filled more than it was asked to. */
export function restOf(leg: Leg): Decimal {
  return maxDecimal(ZERO, leg.spec.quantity.minus(leg.filled));
}
