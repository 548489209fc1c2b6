// Truth: every price of an order lies on the instrument's tick and within its range. The planner rounds; this check sees
// that it did.
import { isMultipleOf } from '../../domain/decimal.ts';
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { judgedOrders } from '../judged-order.ts';

const PRICES = ['price', 'triggerPrice', 'activationPrice'] as const;

export const priceOnTick: RiskCheck = (plan, view) => {
  const { priceTick, priceMin, priceMax } = view.market(plan.symbol).instrument;
  for (const { order } of judgedOrders(plan, view)) {
    for (const member of PRICES) {
      const price = order[member];
      if (price === null) continue;
      const operands = { order: order.clientOrderId, member, price };
      if (!isMultipleOf(price, priceTick)) return refuse('PRICE_OFF_TICK', { ...operands, priceTick });
      if (price.lt(priceMin) || price.gt(priceMax)) {
        return refuse('PRICE_OUT_OF_RANGE', { ...operands, priceMin, priceMax });
      }
    }
  }
  return PASS;
};
