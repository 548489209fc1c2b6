// Truth: every quantity is a multiple of the step of its lot rule; orders that execute at market have a rule of their own.
import { isMultipleOf } from '../../domain/decimal.ts';
import { executesAtMarket } from '../../domain/order.ts';
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { judgedOrders } from '../judged-order.ts';

export const quantityOnStep: RiskCheck = (plan, view) => {
  const { lot, marketLot } = view.market(plan.symbol).instrument;
  for (const { order } of judgedOrders(plan, view)) {
    const { clientOrderId, quantity } = order;
    const { quantityStep } = executesAtMarket(order.type) ? marketLot : lot;
    if (quantity !== null && !isMultipleOf(quantity, quantityStep)) {
      return refuse('QUANTITY_OFF_STEP', { order: clientOrderId, quantity, quantityStep });
    }
  }
  return PASS;
};
