// What risk has to remember, rebuilt from events alone: when orders were sent, the day's first equity, the peak, the last
// losing exit, and which restrictions are in force. Told at every bar, it compares plain numbers and allocates nothing.
import { bucketEnd } from '../domain/interval.ts';
import { dailyLossLimit, drawdownRatio } from './loss-limits.ts';
import { createOrderTimes } from './order-times.ts';
import type { RiskHistory } from './risk-view.ts';
import type { RiskSettings } from './settings.ts';
import { createTradingStates, type TradingStates } from './trading-states.ts';

/** Causes under which the record itself restricts the account. */
export const DAILY_LOSS = 'daily-loss';
export const DRAWDOWN = 'drawdown';

export interface RiskRecord extends RiskHistory {
  /** Restrictions, to be imposed and lifted by others too: the operator, a foreign fill, an unknown placement. */
  readonly tradingStates: TradingStates;
  /**
   * Equity as it was marked: at the start, at every bar, after every transfer. A breach of the account's loss limits sets
   * the account to reducing: a daily loss until the next UTC day begins, a drawdown until it is resumed from. NaN, an
   * equity that cannot be told, is passed over.
   */
  equityMarked(time: number, equity: number): void;
  /** The operator goes on after a drawdown: the peak begins anew at this equity, and the restriction is lifted. */
  resumeAfterDrawdown(equity: number): void;
  /** Money moved in (positive) or out moves equity, never a loss: day and peak move along. */
  transferred(amount: number): void;
  /** An order or amend was sent. */
  orderSent(strategyId: string, time: number): void;
  /** A trade ended; its result is net of fees and funding. */
  tradeEnded(strategyId: string, exitTime: number, result: number): void;
}

/** `settings` are the account's, not a strategy's. */
export function createRiskRecord(settings: RiskSettings): RiskRecord {
  const tradingStates = createTradingStates();
  const orderTimes = createOrderTimes(settings.orderRateWindowMs);
  const losingExits = new Map<string, number>();
  let dayEnd = Number.NEGATIVE_INFINITY;
  let dayEquity: number | null = null;
  let peak: number | null = null;
  let isLossBreached = false;
  let isDrawdownBreached = false;

  const beginDay = (time: number, equity: number): void => {
    dayEnd = bucketEnd('1d', time);
    dayEquity = equity;
    if (isLossBreached) tradingStates.lift(DAILY_LOSS);
    isLossBreached = false;
  };
  const restrict = (cause: string, since: number): void =>
    tradingStates.impose({ scope: {}, state: 'reducing', cause, since });

  return {
    tradingStates,
    tradingState: (strategyId, symbol) => tradingStates.stateOf(strategyId, symbol),
    ordersSentSince: (strategyId, since) => orderTimes.countSince(strategyId, since),
    dayStartEquity: () => dayEquity,
    peakEquity: () => peak,
    lastLosingExitTime: (strategyId) => losingExits.get(strategyId) ?? null,
    equityMarked: (time, equity) => {
      if (Number.isNaN(equity)) return;
      if (time >= dayEnd || dayEquity === null) beginDay(time, equity);
      if (peak === null || equity > peak) peak = equity;
      const dayStart = dayEquity ?? equity;
      const lossMax = dailyLossLimit(settings, dayStart);
      if (!isLossBreached && lossMax !== null && dayStart - equity > lossMax) {
        isLossBreached = true;
        restrict(DAILY_LOSS, time);
      }
      const { drawdownRatioMax } = settings;
      if (!isDrawdownBreached && drawdownRatioMax !== null && drawdownRatio(equity, peak) > drawdownRatioMax) {
        isDrawdownBreached = true;
        restrict(DRAWDOWN, time);
      }
    },
    resumeAfterDrawdown: (equity) => {
      peak = equity;
      isDrawdownBreached = false;
      tradingStates.lift(DRAWDOWN);
    },
    transferred: (amount) => {
      if (dayEquity !== null) dayEquity += amount;
      if (peak !== null) peak += amount;
    },
    orderSent: (strategyId, time) => orderTimes.sent(strategyId, time),
    tradeEnded: (strategyId, exitTime, result) => {
      if (result < 0) losingExits.set(strategyId, exitTime);
    },
  };
}
