// close and reduce: market orders that only make the book smaller, and take from the brackets oldest first (SEMANTICS 4).
import { type Decimal, ZERO, minDecimal } from '../domain/decimal.ts';
import type { IntentKind, IntentOf } from '../domain/intent.ts';
import type { PlannedOrder } from '../domain/plan.ts';
import type { Order } from '../domain/order.ts';
import { type Direction, type PositionSide, closingSide, openingSide } from '../domain/side.ts';
import { type Bracket, unclaimedOf } from './bracket.ts';
import {
  type Held,
  heldOf,
  idsOf,
  isKnownRef,
  ownBrackets,
  ownPlacedOrders,
  positionSideOf,
  reductionsOn,
  unclaimedOfAll,
} from './holdings.ts';
import { fitQuantity, lotOf, plannedOrder, positive, priceOrder } from './order-shape.ts';
import {
  type FollowUp,
  type PlanOutcome,
  type PlannedReduction,
  type Planning,
  type Refused,
  clipped,
  dropped,
  isRefused,
  planned,
  refused,
} from './planning.ts';

interface Named {
  readonly kind: IntentKind;
  readonly ref?: string | undefined;
}

export interface Reducing {
  readonly orders: readonly PlannedOrder[];
  readonly reductions: readonly PlannedReduction[];
}

/** What a close sends: what it cancels, its orders, and the brackets that are to end by it. */
export interface Closing extends Reducing {
  readonly cancels: readonly string[];
  readonly closes: readonly string[];
}

/** cancel entry rests and limit exits, one reduce-only market order for what is held; stops are cancelled when it is gone. */
export function planClose(planning: Planning, intent: IntentOf<'close'>): PlanOutcome {
  const positionSide = positionSideOf(planning, intent.side);
  if (isRefused(positionSide)) return positionSide;
  if (intent.of !== undefined && !isKnownRef(planning, intent.of)) return refused('UNKNOWN_REF', { of: intent.of });
  const isNamed = (bracket: Bracket): boolean =>
    (intent.of === undefined || bracket.ref === intent.of) &&
    (intent.side === undefined || bracket.direction === intent.side);
  const brackets = ownBrackets(planning, positionSide).filter(isNamed);
  const held = heldOf(planning, positionSide, intent.side);
  const isWhole = intent.of === undefined;
  const closing = closeBook(planning, intent, { positionSide, side: intent.side, held, brackets, isWhole });
  if (isRefused(closing)) return closing;
  const { cancels, closes, orders, reductions } = closing;
  const followUp = isWhole && held !== undefined ? sweepAfter(planning, intent, held, orders) : null;
  if (orders.length === 0 && cancels.length === 0 && followUp === null) {
    return held === undefined || held.unclaimed.gt(ZERO) ? dropped('NOTHING_HELD') : dropped('ALREADY_CLOSING');
  }
  return planned(planning, intent, { cancels, orders }, { closes, reductions, followUp });
}

/** At most what is held, oldest bracket first; what was asked beyond it is clipped and said so. */
export function planReduce(planning: Planning, intent: IntentOf<'reduce'>): PlanOutcome {
  const positionSide = positionSideOf(planning, intent.side);
  if (isRefused(positionSide)) return positionSide;
  const asked = positive(intent.quantity, 'quantity');
  if (isRefused(asked)) return asked;
  const held = heldOf(planning, positionSide, intent.side);
  if (held === undefined) return dropped('NOTHING_HELD');
  if (held.unclaimed.isZero()) return dropped('ALREADY_CLOSING', { book: held.quantity });
  const quantity = minDecimal(asked, held.unclaimed);
  const reducing = reduceBook(planning, intent, held, quantity);
  if (isRefused(reducing)) return reducing;
  const { orders, reductions } = reducing;
  const clip = quantity.lt(asked) ? clipped('CLIPPED_TO_BOOK', { asked, quantity }) : null;
  return planned(planning, intent, { orders }, { reductions, clip });
}

export interface CloseScope {
  readonly positionSide: PositionSide;
  /** The direction that is closed; undefined is whatever there is. */
  readonly side: Direction | undefined;
  /** Undefined when nothing is held. */
  readonly held: Held | undefined;
  /** The brackets to be closed, those that wait for their entry included. */
  readonly brackets: readonly Bracket[];
  /** Whether all the strategy has in the market goes, or the named brackets alone. */
  readonly isWhole: boolean;
}

/** The cancels and market orders that close the scope; both empty when there is nothing to do. */
export function closeBook(planning: Planning, intent: Named, scope: CloseScope): Closing | Refused {
  const { held, brackets, isWhole } = scope;
  const closes = brackets.map((bracket) => bracket.bracketId);
  const cancels = cancelsOf(planning, scope);
  const none: Closing = { orders: [], reductions: [], cancels, closes };
  if (held === undefined) return none;
  const quantity = isWhole ? held.unclaimed : minDecimal(held.unclaimed, unclaimedOfAll(brackets));
  if (quantity.isZero()) return none;
  const reducing = reduceBook(planning, intent, { ...held, brackets }, quantity);
  return isRefused(reducing) ? reducing : { ...none, ...reducing };
}

/** Market orders that take `quantity` from the brackets in their order; several where one may not be so large. */
export function reduceBook(planning: Planning, intent: Named, held: Held, quantity: Decimal): Reducing | Refused {
  const { positionSide, direction, brackets } = held;
  const priced = priceOrder(planning, { side: closingSide(direction), positionSide, type: 'MARKET', reduces: true });
  if (isRefused(priced)) return priced;
  const { quantityMax } = lotOf(planning, 'MARKET');
  const holding = brackets.filter((bracket) => unclaimedOf(bracket).gt(ZERO));
  const bracketIds = holding.map((bracket) => bracket.bracketId);
  const [only] = holding;
  const isOfOne = only !== undefined && holding.length === 1 && unclaimedOf(only).gte(quantity);
  const orders: PlannedOrder[] = [];
  for (let left = quantity; left.gt(ZERO); left = left.minus(quantityMax)) {
    const fitted = fitQuantity(planning, priced, minDecimal(left, quantityMax));
    // A last part too small for an order of its own is dust; the first one says why nothing can be done.
    if (isRefused(fitted))
      return orders.length === 0 ? fitted : { orders, reductions: reductionsOf(orders, bracketIds) };
    const stem = planning.ids.nextStem(planning.strategyId);
    const ref = intent.ref ?? null;
    const reducesBracketId = isOfOne ? only.bracketId : null;
    orders.push(plannedOrder(priced, fitted, { stem, role: 'reduce', ref, bracket: null, reducesBracketId }));
  }
  return { orders, reductions: reductionsOf(orders, bracketIds) };
}

function reductionsOf(orders: readonly PlannedOrder[], bracketIds: readonly string[]): readonly PlannedReduction[] {
  return orders.map(({ request }) => ({ clientOrderId: request.clientOrderId, bracketIds }));
}

/**
 * Entry rests, and exits that rest as limit orders and would compete with the close for the position. Stops placed by hand
 * go at once only where they have nothing to protect, or in a shared account, where no flag keeps them from taking what
 * the close has taken already.
 */
function cancelsOf(planning: Planning, { positionSide, side, held, brackets, isWhole }: CloseScope): readonly string[] {
  const entryIds = new Set(brackets.map((bracket) => bracket.entryId));
  const keepsStops = held !== undefined && planning.view.account.sharing === 'exclusive';
  const cancelled = ownPlacedOrders(planning, positionSide).filter((order) => {
    if (!isWhole) return entryIds.has(order.clientOrderId);
    const opens = order.role === 'entry';
    if (!opens && order.type !== 'LIMIT' && keepsStops) return false;
    return side === undefined || order.side === (opens ? openingSide(side) : closingSide(side));
  });
  const limitLegs = brackets.flatMap((bracket) =>
    bracket.legs.filter((leg) => leg.spec.type === 'LIMIT' && leg.state === 'resting'),
  );
  return [...idsOf(cancelled), ...limitLegs.map((leg) => leg.clientOrderId)];
}

/** Stops placed by hand protect until the position is gone, whichever order takes the last of it, and go with it. */
function sweepAfter(
  planning: Planning,
  intent: Named,
  { positionSide, direction }: Held,
  orders: readonly PlannedOrder[],
): FollowUp | null {
  if (placedStops(planning, positionSide).length === 0) return null;
  const awaits = [
    ...idsOf(reductionsOn(planning, positionSide, direction)),
    ...orders.map((order) => order.request.clientOrderId),
  ];
  if (awaits.length === 0) return null;
  return {
    intent: intent.kind,
    awaits,
    // A leg may have taken the last of it instead.
    needsFill: false,
    isVoidedBy: () => false,
    resume: (later) => {
      const isFlat = heldOf(later, positionSide, undefined) === undefined;
      return planned(later, intent, { cancels: isFlat ? idsOf(placedStops(later, positionSide)) : [] });
    },
  };
}

function placedStops(planning: Planning, positionSide: PositionSide): readonly Order[] {
  return ownPlacedOrders(planning, positionSide).filter((order) => order.role === 'reduce' && order.type !== 'LIMIT');
}
