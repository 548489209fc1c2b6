// Truth: no limit price lies further from mark than the instrument allows, and no price of an order that opens further
// than the settings allow. A price far off is a slip of the hand more often than a plan.
import type { Instrument } from '../../domain/instrument.ts';
import type { Decimal } from '../../domain/decimal.ts';
import type { Order } from '../../domain/order.ts';
import { PASS, type Verdict } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { markOf } from '../exposure.ts';
import { judgedOrders, type JudgedOrder } from '../judged-order.ts';

export const priceNearMark: RiskCheck = (plan, view, settings) => {
  const mark = markOf(view, plan.symbol);
  if (mark.isZero()) return PASS;
  const { instrument } = view.market(plan.symbol);
  for (const judged of judgedOrders(plan, view)) {
    const verdict = beyondInstrument(judged.order, mark, instrument);
    if (verdict !== undefined) return verdict;
    const far = farFromMark(judged, mark, settings.priceDeviationRatioMax);
    if (far !== undefined) return far;
  }
  return PASS;
};

/** PERCENT_PRICE: a buy at most mark × the upper ratio, a sell at least mark × the lower one. */
function beyondInstrument(order: Order, mark: Decimal, instrument: Instrument): Verdict | undefined {
  const { price } = order;
  if (order.type !== 'LIMIT' || price === null) return undefined;
  const isBuy = order.side === 'buy';
  const priceLimit = mark.times(isBuy ? instrument.priceRatioMax : instrument.priceRatioMin);
  const isBeyond = isBuy ? price.gt(priceLimit) : price.lt(priceLimit);
  if (!isBeyond) return undefined;
  return refuse('PRICE_BEYOND_INSTRUMENT', { order: order.clientOrderId, price, mark, priceLimit });
}

function farFromMark(
  { order, reduces }: JudgedOrder,
  mark: Decimal,
  deviationRatioMax: number | null,
): Verdict | undefined {
  const price = order.triggerPrice ?? order.activationPrice ?? order.price;
  if (reduces || deviationRatioMax === null || price === null) return undefined;
  const deviationRatio = price.minus(mark).abs().div(mark);
  if (deviationRatio.lte(deviationRatioMax)) return undefined;
  return refuse('PRICE_FAR_FROM_MARK', { order: order.clientOrderId, price, mark, deviationRatio, deviationRatioMax });
}
