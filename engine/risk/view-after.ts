// The view as it will be once a plan that passed is carried out: its orders stand as pending, what it cancels is gone. By it
// the next plan of one `together` is judged, so that both do not count on the same margin.
import type { Order } from '../domain/order.ts';
import type { Plan } from '../domain/plan.ts';
import { ordersAfter } from './judged-order.ts';
import type { RiskView } from './risk-view.ts';

export function viewAfter(plan: Plan, view: RiskView): RiskView {
  const orders = ordersAfter(plan, view);
  const byId = new Map(orders.map((order) => [order.clientOrderId, order]));
  const sent = plan.orders.length + plan.amends.length;
  const workingOrders = (symbol?: string): Iterable<Order> => {
    if (symbol === plan.symbol) return orders;
    if (symbol !== undefined) return view.workingOrders(symbol);
    return [...[...view.workingOrders()].filter((order) => order.symbol !== plan.symbol), ...orders];
  };
  return {
    time: view.time,
    symbols: view.symbols,
    account: view.account,
    history: {
      tradingState: (strategyId, symbol) => view.history.tradingState(strategyId, symbol),
      ordersSentSince: (strategyId, since) => {
        const counted = strategyId === null || strategyId === plan.strategyId;
        return view.history.ordersSentSince(strategyId, since) + (counted ? sent : 0);
      },
      dayStartEquity: () => view.history.dayStartEquity(),
      peakEquity: () => view.history.peakEquity(),
      lastLosingExitTime: (strategyId) => view.history.lastLosingExitTime(strategyId),
    },
    market: (symbol) => view.market(symbol),
    setting: (symbol) => {
      const { setting } = plan;
      const before = view.setting(symbol);
      if (symbol !== plan.symbol || setting === null) return before;
      return setting.setting === 'leverage'
        ? { ...before, leverage: setting.leverage }
        : { ...before, marginMode: setting.marginMode };
    },
    position: (symbol, positionSide) => view.position(symbol, positionSide),
    book: (strategyId, symbol, positionSide) => view.book(strategyId, symbol, positionSide),
    workingOrders,
    order: (clientOrderId) => byId.get(clientOrderId) ?? view.order(clientOrderId),
  };
}
