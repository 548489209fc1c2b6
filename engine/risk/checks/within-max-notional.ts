// Truth: no order that opens is worth more than the settings allow.
import { toDecimal } from '../../domain/decimal.ts';
import { PASS } from '../../domain/verdict.ts';
import { clip, refuse, type RiskCheck } from '../check.ts';
import { openingOrders } from '../judged-order.ts';
import { floorToStep, withQuantity } from '../plan-clip.ts';

export const withinMaxNotional: RiskCheck = (plan, view, settings) => {
  const notionalMax = settings.orderNotionalMax;
  if (notionalMax === null) return PASS;
  const tooLarge = openingOrders(plan, view).find(({ notional }) => notional.gt(notionalMax));
  if (tooLarge === undefined) return PASS;
  const { order, planned, notional, referencePrice } = tooLarge;
  const operands = { order: order.clientOrderId, notional, notionalMax };
  if (settings.limitExcess === 'refuse' || planned === null) return refuse('ORDER_NOTIONAL_ABOVE_MAX', operands);
  const quantity = floorToStep(planned, toDecimal(notionalMax).div(referencePrice), view);
  if (quantity.isZero()) return refuse('ORDER_NOTIONAL_ABOVE_MAX', operands);
  return clip(withQuantity(plan, order.clientOrderId, quantity), 'ORDER_NOTIONAL_ABOVE_MAX', operands);
};
