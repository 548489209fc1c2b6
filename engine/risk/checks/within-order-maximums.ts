// Truth: no order is greater than the lot rule of its kind allows.
import { executesAtMarket } from '../../domain/order.ts';
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { judgedOrders } from '../judged-order.ts';

export const withinOrderMaximums: RiskCheck = (plan, view) => {
  const { lot, marketLot } = view.market(plan.symbol).instrument;
  for (const { order } of judgedOrders(plan, view)) {
    const { clientOrderId, quantity } = order;
    const { quantityMax } = executesAtMarket(order.type) ? marketLot : lot;
    if (quantity?.gt(quantityMax) === true) {
      return refuse('QUANTITY_ABOVE_MAX', { order: clientOrderId, quantity, quantityMax });
    }
  }
  return PASS;
};
