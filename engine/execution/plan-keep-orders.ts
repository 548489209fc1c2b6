// keepOrders: the strategy says the whole set of resting entries it wants in a market, and the difference is placed,
// amended where the venue can, and cancelled (SEMANTICS 4). "Whole" is meant: a resting entry of the strategy that is not
// in the set goes, whoever placed it. A key asks for one quantity during its life (kept-orders.ts): what it filled is not
// placed again before the strategy has left it out of the set once.
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { IntentOf, KeptOrder } from '../domain/intent.ts';
import { type Order, isEnded } from '../domain/order.ts';
import type { PlannedAmend, PlannedExitChange, PlannedOrder } from '../domain/plan.ts';
import { hasExits, shapeExits } from './exits-shape.ts';
import { ownBrackets, ownPlacedOrders, positionSideOf } from './holdings.ts';
import { type OrderDraft, type PricedOrder, fitQuantity, lotOf, positive, priceOrder } from './order-shape.ts';
import { plannedAmend } from './plan-amend.ts';
import { isReducing, placedOrder } from './plan-place.ts';
import { isSameExits } from './plan-set-exits.ts';
import {
  type FollowUp,
  type PlanOutcome,
  type Planning,
  type Refused,
  isRefused,
  planned,
  refused,
} from './planning.ts';
import { roundQuantity } from './rounding.ts';

/** What has to happen for the set; `awaits` are orders whose end decides what else. */
interface Difference {
  readonly cancels: string[];
  readonly amends: PlannedAmend[];
  readonly orders: PlannedOrder[];
  readonly exitChanges: PlannedExitChange[];
  readonly awaits: string[];
}

export function planKeepOrders(planning: Planning, intent: IntentOf<'keepOrders'>): PlanOutcome {
  const { strategyId, symbol } = planning;
  const difference: Difference = { cancels: [], amends: [], orders: [], exitChanges: [], awaits: [] };
  const slots = planning.kept.of(strategyId, symbol);
  const stays = new Set<string>();
  for (const [key, wanted] of Object.entries(intent.orders)) {
    if (planning.refs.useOf(strategyId, key) === 'intent') {
      return { ...refused('DUPLICATE_REF', { ref: key }), key };
    }
    const refusal = differ(planning, { key, wanted }, difference);
    if (refusal !== undefined) return { ...refusal, key };
    const standing = slots.get(key)?.clientOrderId ?? undefined;
    if (standing !== undefined) stays.add(standing);
  }
  const isUnwanted = (order: Order): boolean =>
    !stays.has(order.clientOrderId) && order.type !== 'MARKET' && (order.role === 'entry' || isKept(planning, order));
  const unwanted = ownPlacedOrders(planning, null).filter(isUnwanted);
  const cancels = [...unwanted.map((order) => order.clientOrderId), ...difference.cancels];
  const { amends, orders, exitChanges, awaits } = difference;
  const followUp = awaits.length === 0 ? null : keepAfter(intent, awaits);
  return planned(planning, intent, { cancels, amends, orders, exitChanges }, { kept: intent.orders, followUp });
}

/** Plans the same set again when the orders have ended. */
export function keepAfter(intent: IntentOf<'keepOrders'>, awaits: readonly string[]): FollowUp {
  return {
    intent: intent.kind,
    awaits,
    needsFill: false,
    isVoidedBy: (later) =>
      later.kind === 'keepOrders' || later.kind === 'cancelAll' || (later.kind === 'close' && later.of === undefined),
    resume: (planning) => planKeepOrders(planning, intent),
  };
}

interface Keyed {
  readonly key: string;
  readonly wanted: KeptOrder;
}

interface Shaped extends Keyed {
  readonly draft: OrderDraft;
  readonly priced: PricedOrder;
  /** What the key's present or next order is to fill in all. */
  readonly quantity: Decimal;
}

function differ(planning: Planning, { key, wanted }: Keyed, difference: Difference): Refused | undefined {
  const positionSide = positionSideOf(planning, wanted.position);
  if (isRefused(positionSide)) return positionSide;
  const draft: OrderDraft = {
    side: wanted.side,
    positionSide,
    type: 'LIMIT',
    price: wanted.price,
    timeInForce: wanted.postOnly === false ? 'GTC' : 'GTX',
    reduces: isReducing(wanted.side, positionSide, wanted.reduceOnly),
  };
  const priced = priceOrder(planning, draft);
  if (isRefused(priced)) return priced;
  const asked = positive(wanted.quantity, 'quantity');
  if (isRefused(asked)) return asked;
  const slot = planning.kept.of(planning.strategyId, planning.symbol).get(key);
  const filledBefore = slot?.filledBefore ?? ZERO;
  const quantity = asked.minus(filledBefore);
  const shaped = { key, wanted, draft, priced, quantity };
  const standingId = slot?.clientOrderId ?? undefined;
  const standing = standingId === undefined ? undefined : planning.view.order(standingId);
  if (standing !== undefined && !isEnded(standing.status))
    return differStanding(planning, shaped, standing, difference);
  return differMissing(planning, shaped, filledBefore, difference);
}

/** The order that stands: left, amended, or replaced once it has ended. */
function differStanding(planning: Planning, shaped: Shaped, order: Order, difference: Difference): Refused | undefined {
  const { priced, wanted, draft } = shaped;
  const { clientOrderId, filledQuantity } = order;
  const quantity = roundQuantity(shaped.quantity, lotOf(planning, 'LIMIT').quantityStep);
  if (quantity.lte(filledQuantity)) {
    difference.cancels.push(clientOrderId);
    return undefined;
  }
  const fitted = fitQuantity(planning, priced, quantity);
  if (isRefused(fitted)) return fitted;
  const exits = shapeExits(planning, wanted);
  if (isRefused(exits)) return exits;
  const bracket = ownBrackets(planning, null).find((one) => one.bracketId === order.bracketId);
  const isSameOrder =
    order.side === draft.side &&
    order.positionSide === draft.positionSide &&
    order.timeInForce === draft.timeInForce &&
    order.role === (draft.reduces ? 'reduce' : 'entry') &&
    hasExits(wanted) === (bracket !== undefined);
  if (isSameOrder && bracket !== undefined && !isSameExits(bracket.exits, exits)) {
    const { bracketId, direction, exits: before } = bracket;
    difference.exitChanges.push({ bracketId, direction, before, exits });
  }
  const asIs = planning.amending(clientOrderId) ?? order;
  const stands = asIs.price?.eq(priced.referencePrice) === true && asIs.quantity?.eq(fitted) === true;
  if (isSameOrder && stands) return undefined;
  if (isSameOrder && planning.capabilities.amend && order.status !== 'unknown') {
    difference.amends.push(plannedAmend(order, fitted, priced.referencePrice));
    return undefined;
  }
  difference.cancels.push(clientOrderId);
  difference.awaits.push(clientOrderId);
  return undefined;
}

/** No order stands: one is placed, unless the key is filled, or an order of its former life has not ended yet. */
function differMissing(
  planning: Planning,
  { key, wanted, draft, priced, quantity }: Shaped,
  filledBefore: Decimal,
  difference: Difference,
): Refused | undefined {
  const former = ownPlacedOrders(planning, null).filter((order) => order.ref === key);
  if (former.length > 0) {
    difference.awaits.push(...former.map((order) => order.clientOrderId));
    return undefined;
  }
  if (filledBefore.gt(ZERO) && isRefused(fitQuantity(planning, priced, quantity))) return undefined;
  const order = placedOrder(planning, { draft, quantity, exits: wanted, ref: key });
  if (isRefused(order)) return order;
  difference.orders.push(order);
  return undefined;
}

/** Orders that only reduce are no entries; they belong to the set when they were placed by it. */
function isKept(planning: Planning, order: Order): boolean {
  return order.ref !== null && planning.refs.useOf(planning.strategyId, order.ref) === 'kept';
}
