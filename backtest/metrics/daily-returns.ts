// Returns of whole UTC days, the sample behind volatility, Sharpe, Sortino and their like. Days make runs on different kline
// intervals comparable and keep the bars of one trade from counting as independent draws.
import type { DailyEquity } from './daily-equity.ts';

/**
 * One simple return a day: equity at its end / equity at the end of the day before − 1. They end with the day on which
 * equity is gone: what follows has no return. So the n-th return is always that of the n-th day.
 */
export function dailyReturns({ startEquity, close }: DailyEquity): number[] {
  const returns: number[] = [];
  let before = startEquity;
  for (const equity of close) {
    if (!(before > 0)) break;
    returns.push(equity / before - 1);
    before = equity;
  }
  return returns;
}
