// target: brings the book to a signed quantity (SEMANTICS 4). The strategy's own working entries are cancelled and their
// outcome awaited, closes in flight awaited too; only then is delta = target − book reckoned. Exits said with a target
// belong to the bracket it founds; where it only reduces, the brackets that stay keep theirs.
import { type Decimal, ZERO, parseDecimal } from '../domain/decimal.ts';
import type { IntentOf, SingleIntent } from '../domain/intent.ts';
import { type PositionSide, directionOf } from '../domain/side.ts';
import { shapeExits } from './exits-shape.ts';
import {
  type Held,
  bookOf,
  heldOf,
  idsOf,
  ownBrackets,
  ownEntries,
  ownReductions,
  positionSideOf,
} from './holdings.ts';
import { marketEntry } from './plan-open.ts';
import { closeBook, reduceBook } from './plan-reductions.ts';
import { reverseHeld } from './plan-reverse.ts';
import {
  type PlanOutcome,
  type Planning,
  type Refused,
  dropped,
  isRefused,
  planned,
  refused,
  restatesPosition,
} from './planning.ts';

export function planTarget(planning: Planning, intent: IntentOf<'target'>): PlanOutcome {
  const positionSide = positionSideOf(planning, intent.side);
  if (isRefused(positionSide)) return positionSide;
  const goal = goalOf(intent, positionSide);
  if (isRefused(goal)) return goal;
  const exits = shapeExits(planning, intent);
  if (isRefused(exits)) return exits;
  const entries = idsOf(ownEntries(planning, positionSide));
  const awaits = [...entries, ...idsOf(ownReductions(planning, positionSide))];
  if (awaits.length === 0) return planDelta(planning, intent, positionSide, goal);
  const followUp = {
    intent: intent.kind,
    awaits,
    needsFill: false,
    isVoidedBy: (later: SingleIntent) => restatesPosition(later, positionSide),
    resume: (later: Planning) => planDelta(later, intent, positionSide, goal),
  };
  return planned(planning, intent, { cancels: entries }, { followUp });
}

/** The signed goal; in hedge mode it cannot lie on the other side of the one it speaks of. */
function goalOf(intent: IntentOf<'target'>, positionSide: PositionSide): Decimal | Refused {
  const goal = parseDecimal(intent.quantity);
  if (goal === undefined) return refused('NUMBER_INVALID', { field: 'quantity', value: String(intent.quantity) });
  const direction = directionOf(goal);
  const isOther = positionSide !== 'both' && direction !== undefined && direction !== positionSide;
  return isOther ? refused('SIDE_MISMATCH', { quantity: goal, side: positionSide }) : goal;
}

function planDelta(
  planning: Planning,
  intent: IntentOf<'target'>,
  positionSide: PositionSide,
  goal: Decimal,
): PlanOutcome {
  const book = bookOf(planning, positionSide);
  const outcome = bringTo(planning, intent, positionSide, goal.minus(book));
  return isTooSmall(outcome) ? dropped('AT_TARGET', { book, target: goal }) : outcome;
}

function bringTo(
  planning: Planning,
  intent: IntentOf<'target'>,
  positionSide: PositionSide,
  delta: Decimal,
): PlanOutcome {
  const way = directionOf(delta);
  if (way === undefined) return refused('QUANTITY_TOO_SMALL');
  const held = heldOf(planning, positionSide, undefined);
  if (held === undefined || way === held.direction) {
    const entry = marketEntry(planning, { intent, direction: way, positionSide, quantity: delta.abs(), exits: intent });
    return isRefused(entry) ? entry : planned(planning, intent, { orders: [entry] });
  }
  const beyond = delta.abs().minus(held.quantity);
  if (beyond.lt(ZERO)) {
    const reducing = reduceBook(planning, intent, held, delta.abs());
    if (isRefused(reducing)) return reducing;
    return planned(planning, intent, { orders: reducing.orders }, { reductions: reducing.reductions });
  }
  const reversal = beyond.isZero()
    ? undefined
    : reverseHeld(planning, held, { intent, quantity: beyond, exits: intent });
  // A goal that lies too little beyond zero to be held is flat.
  return reversal === undefined || isTooSmall(reversal) ? closeAll(planning, intent, held) : reversal;
}

function closeAll(planning: Planning, intent: IntentOf<'target'>, held: Held): PlanOutcome {
  const { positionSide } = held;
  const brackets = ownBrackets(planning, positionSide);
  const closing = closeBook(planning, intent, { positionSide, side: undefined, held, brackets, isWhole: true });
  if (isRefused(closing)) return closing;
  const { cancels, orders, closes, reductions } = closing;
  return planned(planning, intent, { cancels, orders }, { closes, reductions });
}

/** A difference below the step or the smallest order is no order, and no error. */
function isTooSmall(outcome: PlanOutcome): boolean {
  if (outcome.outcome !== 'refused') return false;
  return outcome.code === 'QUANTITY_TOO_SMALL' || outcome.code === 'NOTIONAL_TOO_SMALL';
}
