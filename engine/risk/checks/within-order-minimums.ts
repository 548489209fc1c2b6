// Truth: no order is smaller than the instrument allows, in quantity and in notional. What the venue lets only reduce may
// have any notional, or a small rest could not be closed (SEMANTICS 4).
import { executesAtMarket } from '../../domain/order.ts';
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { isReducingByVenue, judgedOrders } from '../judged-order.ts';

export const withinOrderMinimums: RiskCheck = (plan, view) => {
  const { lot, marketLot, notionalMin } = view.market(plan.symbol).instrument;
  for (const { order, notional } of judgedOrders(plan, view)) {
    const { clientOrderId, quantity } = order;
    if (quantity === null) continue;
    const { quantityMin } = executesAtMarket(order.type) ? marketLot : lot;
    if (quantity.lt(quantityMin) || quantity.lte(0)) {
      return refuse('QUANTITY_BELOW_MIN', { order: clientOrderId, quantity, quantityMin });
    }
    if (notional.lt(notionalMin) && !isReducingByVenue(order)) {
      return refuse('NOTIONAL_BELOW_MIN', { order: clientOrderId, notional, notionalMin });
    }
  }
  return PASS;
};
