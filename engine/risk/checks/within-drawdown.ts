// Truth: nothing is opened while equity lies further below its peak than the settings allow.
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { openingOrders } from '../judged-order.ts';
import { drawdownRatio } from '../loss-limits.ts';

export const withinDrawdown: RiskCheck = (plan, view, settings) => {
  const { drawdownRatioMax } = settings;
  const peakEquity = view.history.peakEquity();
  if (drawdownRatioMax === null || peakEquity === null || openingOrders(plan, view).length === 0) return PASS;
  const fallen = drawdownRatio(view.account.equity.toNumber(), peakEquity);
  if (fallen <= drawdownRatioMax) return PASS;
  return refuse('DRAWDOWN_ABOVE_MAX', { drawdownRatio: fallen, drawdownRatioMax, peakEquity });
};
