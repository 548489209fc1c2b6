// Truth: nothing is opened on market data that is absent, unreliable or old. Reductions pass on any data.
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { openingOrders } from '../judged-order.ts';

export const marketDataFresh: RiskCheck = (plan, view, settings) => {
  if (openingOrders(plan, view).length === 0) return PASS;
  const { feed, last, mark, lastEventTime, liveIntervalMs } = view.market(plan.symbol);
  if (lastEventTime === null || (last === null && mark === null)) return refuse('MARKET_DATA_ABSENT', {});
  if (feed === 'stale' || feed === 'down') return refuse('MARKET_DATA_UNRELIABLE', { feed });
  if (settings.staleAfterIntervals === null || liveIntervalMs === 0) return PASS;
  const ageMs = view.time - lastEventTime;
  const ageMaxMs = settings.staleAfterIntervals * liveIntervalMs;
  return ageMs > ageMaxMs ? refuse('MARKET_DATA_OLD', { ageMs, ageMaxMs }) : PASS;
};
