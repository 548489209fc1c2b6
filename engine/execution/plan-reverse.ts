// reverse: closes what is held and opens the opposite (SEMANTICS 4). One order where that is possible: one-way mode and
// nothing of ours resting on the symbol; it is booked as a close and an open. Else a reduce-only close, whose final fill
// releases the open; a close that ends short opens nothing.
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { Exits, IntentKind, IntentOf, SingleIntent } from '../domain/intent.ts';
import { type PositionSide, openingSide, oppositeDirection } from '../domain/side.ts';
import { shapeExits } from './exits-shape.ts';
import { type Held, heldOf, ownBrackets, positionSideOf } from './holdings.ts';
import { fitQuantity, lotOf, plannedOrder, positive, priceOrder } from './order-shape.ts';
import { marketEntry } from './plan-open.ts';
import { closeBook } from './plan-reductions.ts';
import {
  type PlanOutcome,
  type Planned,
  type Planning,
  type Refused,
  dropped,
  isRefused,
  planned,
  refused,
  restatesPosition,
} from './planning.ts';

export interface Reversal {
  readonly intent: { readonly kind: IntentKind; readonly ref?: string | undefined };
  /** Base asset of the new position. */
  readonly quantity: Decimal;
  readonly exits: Exits;
}

export function planReverse(planning: Planning, intent: IntentOf<'reverse'>): PlanOutcome {
  const positionSide = positionSideOf(planning, intent.side);
  if (isRefused(positionSide)) return positionSide;
  const held = heldOf(planning, positionSide, intent.side);
  if (held === undefined) return dropped('NOTHING_HELD');
  const quantity = intent.quantity === undefined ? held.quantity : positive(intent.quantity, 'quantity');
  if (isRefused(quantity)) return quantity;
  return reverseHeld(planning, held, { intent, quantity, exits: intent });
}

/** Closes `held` and opens `reversal.quantity` on the other side. */
export function reverseHeld(planning: Planning, held: Held, reversal: Reversal): PlanOutcome {
  const opening = openingOf(planning, held, reversal);
  if (isRefused(opening)) return opening;
  return isOneOrder(planning, held, reversal.quantity)
    ? reverseAtOnce(planning, held, reversal)
    : reverseInTwo(planning, held, reversal);
}

function isOneOrder(planning: Planning, held: Held, quantity: Decimal): boolean {
  if (planning.view.account.positionMode === 'hedge') return false;
  for (const order of planning.view.workingOrders(planning.symbol)) if (order.strategyId !== null) return false;
  return held.quantity.plus(quantity).lte(lotOf(planning, 'MARKET').quantityMax);
}

/** The opposite entry as it would be alone: a reversal whose opening part could not stand is refused before it closes. */
function openingOf(planning: Planning, held: Held, { quantity, exits }: Reversal): Decimal | Refused {
  const direction = oppositeDirection(held.direction);
  const positionSide = oppositeSideOf(held.positionSide);
  const priced = priceOrder(planning, { side: openingSide(direction), positionSide, type: 'MARKET', reduces: false });
  if (isRefused(priced)) return priced;
  const shaped = shapeExits(planning, exits);
  return isRefused(shaped) ? shaped : fitQuantity(planning, priced, quantity);
}

function reverseAtOnce(planning: Planning, held: Held, { intent, quantity, exits }: Reversal): PlanOutcome {
  const direction = oppositeDirection(held.direction);
  const draft = { side: openingSide(direction), positionSide: 'both', type: 'MARKET', reduces: false } as const;
  const priced = priceOrder(planning, draft);
  if (isRefused(priced)) return priced;
  const shaped = shapeExits(planning, exits);
  if (isRefused(shaped)) return shaped;
  const whole = fitQuantity(planning, priced, held.quantity.plus(quantity));
  if (isRefused(whole)) return whole;
  const stem = planning.ids.nextStem(planning.strategyId);
  const bracket = { bracketId: stem, direction, exits: shaped };
  const ref = intent.ref ?? null;
  const order = plannedOrder(priced, whole, { stem, role: 'entry', ref, bracket, reducesBracketId: null });
  return planned(planning, intent, { orders: [order] });
}

function reverseInTwo(planning: Planning, held: Held, reversal: Reversal): PlanOutcome {
  const { intent } = reversal;
  const { positionSide, direction } = held;
  const brackets = ownBrackets(planning, positionSide).filter((bracket) => bracket.direction === direction);
  const closing = closeBook(planning, intent, { positionSide, side: direction, held, brackets, isWhole: true });
  if (isRefused(closing)) return closing;
  const { cancels, orders, closes, reductions } = closing;
  if (orders.length === 0) return dropped(held.unclaimed.gt(ZERO) ? 'NOTHING_HELD' : 'ALREADY_CLOSING');
  const open = (later: Planning): Planned | Refused => {
    const entry = marketEntry(later, {
      intent,
      direction: oppositeDirection(direction),
      positionSide: oppositeSideOf(positionSide),
      quantity: reversal.quantity,
      exits: reversal.exits,
    });
    return isRefused(entry) ? entry : planned(later, intent, { orders: [entry] });
  };
  const followUp = {
    intent: intent.kind,
    awaits: orders.map((order) => order.request.clientOrderId),
    needsFill: true,
    isVoidedBy: (later: SingleIntent) => restatesPosition(later, positionSide),
    resume: (later: Planning) => openIfFlat(later, positionSide, open),
  };
  return planned(planning, intent, { cancels, orders }, { closes, reductions, followUp });
}

/** An entry that filled across its cancel is being closed too: nothing is opened against what is still held. */
function openIfFlat(
  later: Planning,
  positionSide: PositionSide,
  open: (later: Planning) => Planned | Refused,
): PlanOutcome {
  const left = heldOf(later, positionSide, undefined);
  return left === undefined ? open(later) : refused('OPPOSITE_POSITION', { book: left.quantity, side: left.direction });
}

/** In hedge mode the opposite position is the other side. */
function oppositeSideOf(positionSide: PositionSide): PositionSide {
  return positionSide === 'both' ? 'both' : oppositeDirection(positionSide);
}
