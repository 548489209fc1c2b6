// amend: changes price or quantity of a resting limit order. Where the venue cannot, the order is cancelled, its outcome
// awaited, and what it had not filled is placed anew under the same ref (SEMANTICS 4).
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { IntentOf, SingleIntent } from '../domain/intent.ts';
import type { Order } from '../domain/order.ts';
import type { BracketExits, PlannedAmend, PlannedOrder } from '../domain/plan.ts';
import { isKnownRef, ownBrackets, ownPlacedOrders } from './holdings.ts';
import { type OrderDraft, type PricedOrder, fitQuantity, plannedOrder, positive, priceOrder } from './order-shape.ts';
import { bracketEntry } from './plan-open.ts';
import { directionOpened } from './plan-place.ts';
import { type PlanOutcome, type Planning, type Refused, dropped, isRefused, planned, refused } from './planning.ts';

export function planAmend(planning: Planning, intent: IntentOf<'amend'>): PlanOutcome {
  const order = ownPlacedOrders(planning, null).find((one) => one.ref === intent.of);
  if (order === undefined) {
    return refused(isKnownRef(planning, intent.of) ? 'ORDER_ENDED' : 'UNKNOWN_REF', { of: intent.of });
  }
  if (order.type !== 'LIMIT' || order.price === null || order.quantity === null) {
    return refused('NOT_AMENDABLE', { of: intent.of, orderType: order.type });
  }
  const priced = priceOrder(planning, { ...draftOf(order), price: intent.price ?? order.price });
  if (isRefused(priced)) return priced;
  const asked = intent.quantity === undefined ? order.quantity : positive(intent.quantity, 'quantity');
  if (isRefused(asked)) return asked;
  const quantity = fitQuantity(planning, priced, asked);
  if (isRefused(quantity)) return quantity;
  if (quantity.lte(order.filledQuantity)) {
    return refused('AMEND_BELOW_FILLED', { quantity, filled: order.filledQuantity });
  }
  if (priced.referencePrice.eq(order.price) && quantity.eq(order.quantity)) return dropped('NOTHING_TO_CHANGE');
  if (planning.capabilities.amend) {
    return planned(planning, intent, { amends: [plannedAmend(order, quantity, priced.referencePrice)] });
  }
  return replace(planning, intent, order, { priced, quantity });
}

/** The change as it is sent; price and quantity are the whole new values, what is filled included. */
export function plannedAmend(order: Order, quantity: Decimal, price: Decimal): PlannedAmend {
  const restBefore = (order.quantity ?? ZERO).minus(order.filledQuantity);
  const restAfter = quantity.minus(order.filledQuantity);
  const notionalChange = restAfter.times(price).minus(restBefore.times(order.price ?? ZERO));
  return { clientOrderId: order.clientOrderId, ref: order.ref, quantity, price, notionalChange };
}

interface Wanted {
  readonly priced: PricedOrder;
  /** What the old order and the new one are to fill together. */
  readonly quantity: Decimal;
}

function replace(planning: Planning, intent: IntentOf<'amend'>, order: Order, wanted: Wanted): PlanOutcome {
  const exits = ownBrackets(planning, null).find((bracket) => bracket.bracketId === order.bracketId)?.exits ?? null;
  const followUp = {
    intent: intent.kind,
    awaits: [order.clientOrderId],
    needsFill: false,
    isVoidedBy: (later: SingleIntent): boolean => {
      if (later.kind === 'cancelAll') return true;
      const isNamed = later.kind === 'cancel' || later.kind === 'amend' || later.kind === 'close';
      return isNamed && (later.of ?? intent.of) === intent.of;
    },
    resume: (later: Planning): PlanOutcome => {
      const filled = later.view.order(order.clientOrderId)?.filledQuantity ?? ZERO;
      const left = wanted.quantity.minus(filled);
      if (left.lte(ZERO)) return dropped('NOTHING_TO_CHANGE', { filled });
      const replacement = replacementOf(later, order, exits, { ...wanted, quantity: left });
      return isRefused(replacement) ? replacement : planned(later, intent, { orders: [replacement] });
    },
  };
  return planned(planning, intent, { cancels: [order.clientOrderId] }, { followUp });
}

function replacementOf(
  planning: Planning,
  order: Order,
  exits: BracketExits | null,
  { priced, quantity }: Wanted,
): PlannedOrder | Refused {
  const { ref, role } = order;
  if (exits !== null) {
    const intent = ref === null ? {} : { ref };
    return bracketEntry(planning, { intent, direction: directionOpened(order.side), priced, quantity, exits });
  }
  const fitted = fitQuantity(planning, priced, quantity);
  if (isRefused(fitted)) return fitted;
  const stem = planning.ids.nextStem(planning.strategyId);
  return plannedOrder(priced, fitted, {
    stem,
    role: role === 'reduce' ? 'reduce' : 'entry',
    ref,
    bracket: null,
    reducesBracketId: null,
  });
}

function draftOf(order: Order): OrderDraft {
  const { side, positionSide, type, timeInForce, workingType, priceProtect } = order;
  const goodTillMs = order.goodTillMs ?? undefined;
  return {
    side,
    positionSide,
    type,
    timeInForce,
    goodTillMs,
    workingType,
    priceProtect,
    reduces: order.role === 'reduce',
  };
}
