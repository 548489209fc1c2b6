// Truth: a strategy, and all together, send no more orders and amends within the window than the settings allow. Plans that
// open nothing pass at any rate, and what they send is counted.
import { PASS, type Verdict } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { openingOrders } from '../judged-order.ts';

export const withinOrderRate: RiskCheck = (plan, view, settings) => {
  const { orderRateMax, accountOrderRateMax, orderRateWindowMs: windowMs } = settings;
  if (openingOrders(plan, view).length === 0) return PASS;
  const added = plan.orders.length + plan.amends.length;
  const judge = (whose: string, strategyId: string | null, ordersMax: number | null): Verdict => {
    if (ordersMax === null) return PASS;
    const orders = view.history.ordersSentSince(strategyId, view.time - windowMs) + added;
    return orders > ordersMax ? refuse('ORDER_RATE_ABOVE_MAX', { orders, ordersMax, windowMs, whose }) : PASS;
  };
  const own = judge('strategy', plan.strategyId, orderRateMax);
  return own.kind === 'pass' ? judge('account', null, accountOrderRateMax) : own;
};
