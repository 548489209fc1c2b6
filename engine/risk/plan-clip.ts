// Smaller plans: the same plan with an order cut down, or with some of its steps left out.
import { type Decimal, floorToMultiple } from '../domain/decimal.ts';
import { executesAtMarket } from '../domain/order.ts';
import type { Plan, PlannedOrder } from '../domain/plan.ts';
import type { RiskView } from './risk-view.ts';

/** The plan with one order of a smaller quantity, in base asset, on its step already. */
export function withQuantity(plan: Plan, clientOrderId: string, quantity: Decimal): Plan {
  return {
    ...plan,
    orders: plan.orders.map((planned) =>
      planned.request.clientOrderId === clientOrderId ? cutDown(planned, quantity) : planned,
    ),
  };
}

/** The greatest quantity on the order's step that is not above `quantity`. */
export function floorToStep(planned: PlannedOrder, quantity: Decimal, view: RiskView): Decimal {
  const { instrument } = view.market(planned.request.symbol);
  const { quantityStep } = executesAtMarket(planned.request.type) ? instrument.marketLot : instrument.lot;
  return floorToMultiple(quantity, quantityStep);
}

/** Whether nothing is left to carry out. */
export function isEmpty(plan: Plan): boolean {
  const steps = [plan.cancels, plan.amends, plan.orders, plan.exitChanges];
  return plan.setting === null && steps.every((list) => list.length === 0);
}

function cutDown(planned: PlannedOrder, quantity: Decimal): PlannedOrder {
  return {
    ...planned,
    request: { ...planned.request, quantity },
    notional: quantity.times(planned.referencePrice),
  };
}
