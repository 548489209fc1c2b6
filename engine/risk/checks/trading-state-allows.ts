// Truth: the trading state allows what the plan does. `halted` passes nothing. `reducing` passes what makes positions smaller
// or safer: cancels, exits, reductions and amends to a smaller notional; the rest of the plan is left out (DESIGN law 6).
import type { Plan, PlannedAmend } from '../../domain/plan.ts';
import { PASS } from '../../domain/verdict.ts';
import { clip, refuse, type RiskCheck } from '../check.ts';
import { canOnlyReduce } from '../judged-order.ts';
import { isEmpty } from '../plan-clip.ts';
import type { RiskView } from '../risk-view.ts';

export const tradingStateAllows: RiskCheck = (plan, view) => {
  const state = view.history.tradingState(plan.strategyId, plan.symbol);
  if (state === 'active') return PASS;
  if (state === 'halted') return refuse('TRADING_HALTED', {});

  const left = reducingPart(plan, view);
  const ordersLeftOut = plan.orders.length - left.orders.length;
  const amendsLeftOut = plan.amends.length - left.amends.length;
  if (ordersLeftOut === 0 && amendsLeftOut === 0 && left.setting === plan.setting) return PASS;
  const operands = { ordersLeftOut, amendsLeftOut };
  return isEmpty(left) ? refuse('TRADING_REDUCING', operands) : clip(left, 'TRADING_REDUCING', operands);
};

function reducingPart(plan: Plan, view: RiskView): Plan {
  return {
    ...plan,
    orders: plan.orders.filter(({ reduces }) => reduces),
    amends: plan.amends.filter((amend) => !mayEnlarge(amend, view)),
    setting: null,
  };
}

function mayEnlarge(amend: PlannedAmend, view: RiskView): boolean {
  const order = view.order(amend.clientOrderId);
  return order === undefined || (!canOnlyReduce(order) && amend.notionalChange.gt(0));
}
