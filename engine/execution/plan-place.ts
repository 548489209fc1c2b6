// place: one order as the strategy said it. With exits it founds a bracket, without them its fills stand outside of
// brackets; an order that only reduces takes from what stands outside first (SEMANTICS 4).
import type { Decimal } from '../domain/decimal.ts';
import type { Exits, IntentOf, RestingOrder } from '../domain/intent.ts';
import type { PlannedOrder } from '../domain/plan.ts';
import type { Direction, PositionSide, Side } from '../domain/side.ts';
import { hasExits, shapeExits } from './exits-shape.ts';
import { positionSideOf } from './holdings.ts';
import { type OrderDraft, fitQuantity, plannedOrder, positive, priceOrder } from './order-shape.ts';
import { bracketEntry } from './plan-open.ts';
import { type PlanOutcome, type Planning, type Refused, isRefused, planned, refused } from './planning.ts';

export function planPlace(planning: Planning, intent: IntentOf<'place'>): PlanOutcome {
  const positionSide = positionSideOf(planning, intent.position);
  if (isRefused(positionSide)) return positionSide;
  const reduces = isReducing(intent.side, positionSide, intent.reduceOnly);
  const draft = placedDraft(intent, positionSide, reduces);
  const quantity = positive(intent.quantity, 'quantity');
  if (isRefused(quantity)) return quantity;
  const order = placedOrder(planning, { draft, quantity, exits: intent, ref: intent.ref ?? null });
  return isRefused(order) ? order : planned(planning, intent, { orders: [order] });
}

export interface PlacedOrder {
  readonly draft: OrderDraft;
  /** Base asset, to be rounded down. */
  readonly quantity: Decimal;
  readonly exits: Exits;
  readonly ref: string | null;
}

/** A resting order as place and keepOrders make it. */
export function placedOrder(planning: Planning, placed: PlacedOrder): PlannedOrder | Refused {
  const { draft, quantity, ref } = placed;
  if (draft.reduces && hasExits(placed.exits)) return refused('EXITS_ON_REDUCE_ONLY', { ref });
  const priced = priceOrder(planning, draft);
  if (isRefused(priced)) return priced;
  if (hasExits(placed.exits)) {
    const exits = shapeExits(planning, placed.exits);
    if (isRefused(exits)) return exits;
    const intent = ref === null ? {} : { ref };
    return bracketEntry(planning, { intent, direction: directionOpened(draft.side), priced, quantity, exits });
  }
  const fitted = fitQuantity(planning, priced, quantity);
  if (isRefused(fitted)) return fitted;
  const stem = planning.ids.nextStem(planning.strategyId);
  const role = draft.reduces ? 'reduce' : 'entry';
  return plannedOrder(priced, fitted, { stem, role, ref, bracket: null, reducesBracketId: null });
}

/** In hedge mode the side of the position says which orders reduce it. */
export function isReducing(side: Side, positionSide: PositionSide, reduceOnly: boolean | undefined): boolean {
  if (positionSide === 'both') return reduceOnly === true;
  return directionOpened(side) !== positionSide;
}

/** The direction an order of this side opens or enlarges. */
export function directionOpened(side: Side): Direction {
  return side === 'buy' ? 'long' : 'short';
}

function placedDraft(order: RestingOrder, positionSide: PositionSide, reduces: boolean): OrderDraft {
  const { side, workingType, priceProtect } = order;
  const base = { side, positionSide, workingType, priceProtect, reduces };
  if ('callbackRatio' in order) {
    const { callbackRatio, activationPrice } = order;
    return { type: 'TRAILING_STOP_MARKET', callbackRatio, activationPrice, ...base };
  }
  if (order.triggerPrice !== undefined) {
    const { triggerPrice, price } = order;
    const isStop = order.trigger === 'stop';
    if (price === undefined) return { type: isStop ? 'STOP_MARKET' : 'TAKE_PROFIT_MARKET', triggerPrice, ...base };
    return { type: isStop ? 'STOP' : 'TAKE_PROFIT', triggerPrice, price, ...base };
  }
  const { price, timeInForce, goodTillMs } = order;
  return { type: 'LIMIT', price, timeInForce, goodTillMs, ...base };
}
