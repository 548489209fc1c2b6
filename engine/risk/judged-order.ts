// A plan's orders and amends in one form, as they will stand when the plan is carried out: what most checks look at.
import type { Decimal } from '../domain/decimal.ts';
import type { Order, OrderRequest } from '../domain/order.ts';
import type { Plan, PlannedOrder } from '../domain/plan.ts';
import { pendingOrder } from '../orders/pending-order.ts';
import type { RiskView } from './risk-view.ts';

export interface JudgedOrder {
  /** The order as it will stand: for an amend, with its new quantity and price. */
  readonly order: Order;
  /** True where it can only make the strategy's book smaller. */
  readonly reduces: boolean;
  /** Price the order is judged by, in quote asset per base asset. */
  readonly referencePrice: Decimal;
  /** Quantity × reference price, in quote asset. */
  readonly notional: Decimal;
  /** The planned order; null for an amend. */
  readonly planned: PlannedOrder | null;
}

/** Amends first, then orders, as they are carried out. Throws Error where the plan amends what is not known: the planner's bug. */
export function judgedOrders(plan: Plan, view: RiskView): readonly JudgedOrder[] {
  if (plan.amends.length === 0) return plannedOrders(plan);
  const amended = plan.amends.map(({ clientOrderId, quantity, price }): JudgedOrder => {
    const before = view.order(clientOrderId);
    if (before === undefined) throw new Error(`the plan amends order "${clientOrderId}", which is not known`);
    const order = { ...before, quantity, price };
    const notional = quantity.times(price);
    return { order, reduces: canOnlyReduce(before), referencePrice: price, notional, planned: null };
  });
  return [...amended, ...plannedOrders(plan)];
}

/** Those that may open or enlarge a position. */
export function openingOrders(plan: Plan, view: RiskView): readonly JudgedOrder[] {
  return judgedOrders(plan, view).filter(({ reduces }) => !reduces);
}

/** The symbol's working orders as they will be once the plan is carried out: steps in the order cancels, amends, orders. */
export function ordersAfter(plan: Plan, view: RiskView): readonly Order[] {
  const cancelled = new Set(plan.cancels);
  const changed = new Map(judgedOrders(plan, view).map(({ order }) => [order.clientOrderId, order]));
  const kept = [...view.workingOrders(plan.symbol)].filter((order) => !cancelled.has(order.clientOrderId));
  const after = kept.map((order) => {
    const amended = changed.get(order.clientOrderId);
    changed.delete(order.clientOrderId);
    return amended ?? order;
  });
  return [...after, ...changed.values()];
}

/** Whether an order that is known can only make the book of its strategy smaller. */
export function canOnlyReduce(order: Order): boolean {
  return (
    order.role === 'reduce' || order.role === 'stop-loss' || order.role === 'take-profit' || isReducingByVenue(order)
  );
}

/** Whether the venue itself lets the order only reduce: by its flag, or in hedge mode by closing its side. */
export function isReducingByVenue(request: OrderRequest): boolean {
  if (request.reduceOnly || request.closePosition) return true;
  if (request.positionSide === 'both') return false;
  return (request.positionSide === 'long') === (request.side === 'sell');
}

/** Every check asks anew, and a plan does not change: what was made of its orders is kept as long as the plan is. */
const made = new WeakMap<Plan, readonly JudgedOrder[]>();

function plannedOrders(plan: Plan): readonly JudgedOrder[] {
  const known = made.get(plan);
  if (known !== undefined) return known;
  const judged = plan.orders.map((planned) => judgedOrder(planned, plan));
  made.set(plan, judged);
  return judged;
}

function judgedOrder(planned: PlannedOrder, plan: Plan): JudgedOrder {
  const { reduces, referencePrice, notional } = planned;
  return { order: pendingOrder(planned, plan.strategyId, plan.time), reduces, referencePrice, notional, planned };
}
