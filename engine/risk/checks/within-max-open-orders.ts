// Truth: no more orders rest in a market than the instrument allows to all, and the settings to a strategy, whose exits are
// not counted against it. Orders that execute or end at once do not rest.
import { executesAtMarket, isConditional, type Order } from '../../domain/order.ts';
import { PASS, type Verdict } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { ordersAfter } from '../judged-order.ts';

export const withinMaxOpenOrders: RiskCheck = (plan, view, settings) => {
  const before = [...view.workingOrders(plan.symbol)].filter(rests);
  const after = ordersAfter(plan, view).filter(rests);
  const isOwn = (order: Order): boolean => order.strategyId === plan.strategyId && !isLeg(order);
  const { openOrdersMax } = settings;
  const own =
    openOrdersMax === null
      ? PASS
      : judge('strategy', before.filter(isOwn).length, after.filter(isOwn).length, openOrdersMax);
  if (own.kind !== 'pass') return own;
  return judge('account', before.length, after.length, view.market(plan.symbol).instrument.openOrdersMax);
};

function judge(whose: string, before: number, openOrders: number, openOrdersMax: number): Verdict {
  if (openOrders <= openOrdersMax || openOrders <= before) return PASS;
  return refuse('OPEN_ORDERS_ABOVE_MAX', { openOrders, openOrdersMax, whose });
}

function rests(order: Order): boolean {
  if (isConditional(order.type)) return true;
  return !executesAtMarket(order.type) && order.timeInForce !== 'IOC' && order.timeInForce !== 'FOK';
}

function isLeg({ role }: Order): boolean {
  return role === 'stop-loss' || role === 'take-profit';
}
