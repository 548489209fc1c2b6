// Truth: nothing is opened on a UTC day that has lost more than the settings allow, unrealised results included.
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { openingOrders } from '../judged-order.ts';
import { dailyLossLimit } from '../loss-limits.ts';

export const withinDailyLoss: RiskCheck = (plan, view, settings) => {
  const dayStartEquity = view.history.dayStartEquity();
  if (dayStartEquity === null || openingOrders(plan, view).length === 0) return PASS;
  const lossMax = dailyLossLimit(settings, dayStartEquity);
  const loss = dayStartEquity - view.account.equity.toNumber();
  if (lossMax === null || loss <= lossMax) return PASS;
  return refuse('DAILY_LOSS_ABOVE_MAX', { loss, lossMax, dayStartEquity });
};
