// Truth: a strategy that lost opens nothing until its cooldown is over, counted from the exit of its last losing trade.
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { openingOrders } from '../judged-order.ts';

export const afterCooldown: RiskCheck = (plan, view, settings) => {
  const lastLosingExitTime = view.history.lastLosingExitTime(plan.strategyId);
  if (lastLosingExitTime === null || openingOrders(plan, view).length === 0) return PASS;
  const until = lastLosingExitTime + settings.cooldownMs;
  return view.time < until ? refuse('COOLING_DOWN', { lastLosingExitTime, until }) : PASS;
};
