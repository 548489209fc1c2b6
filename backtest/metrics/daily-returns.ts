// Returns of whole UTC days, the sample behind volatility, Sharpe and Sortino. Days make runs on different kline
// intervals comparable and keep the bars of one trade from counting as independent draws.
import type { EquitySeries } from './equity-series.ts';
import { DAY_MS } from './period.ts';

/**
 * One simple return per UTC day from the day of the start to the day of the last point, both counted though they may be
 * partial: equity at the day's last point / equity at the day before's − 1. A point at midnight belongs to the day that
 * ends there. A day without points repeats the equity (return 0). After equity 0 there are no returns any more.
 */
export function dailyReturns(series: EquitySeries): number[] {
  const returns: number[] = [];
  let day = Math.floor(series.startTime / DAY_MS);
  let before = series.startEquity;
  let latest = series.startEquity;
  const closeDay = (): void => {
    if (before > 0) returns.push(latest / before - 1);
    before = latest;
  };

  const { time, equity } = series;
  for (let index = 0; index < time.length; index++) {
    const pointDay = Math.max(day, Math.ceil((time[index] ?? 0) / DAY_MS) - 1);
    for (; day < pointDay; day++) closeDay();
    latest = equity[index] ?? latest;
  }
  if (time.length > 0) closeDay();
  return returns;
}
