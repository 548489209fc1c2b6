// Equity at the end of each UTC day: what daily returns, calendar returns and the ulcer index are made of, in one pass over a
// series that may have millions of points.
import { type EquitySeries, endTimeOf } from './equity-series.ts';
import { DAY_MS } from './period.ts';

export interface DailyEquity {
  /** The first day, in days since the epoch. */
  readonly firstDay: number;
  /** Equity before the first day. */
  readonly startEquity: number;
  /** Equity at the end of each day from the first on, without a gap. */
  readonly close: Float64Array;
}

/**
 * From the day of the start to the day of `untilTime`, both counted though they may be partial. A point at midnight belongs
 * to the day that ends there; a day without points repeats the equity. No days where there are no points.
 */
export function dailyEquity(series: EquitySeries, untilTime = endTimeOf(series)): DailyEquity {
  const { startTime, startEquity, time, equity } = series;
  const firstDay = Math.floor(startTime / DAY_MS);
  const days = time.length === 0 ? 0 : Math.max(firstDay, Math.ceil(untilTime / DAY_MS) - 1) - firstDay + 1;
  const close = new Float64Array(days);
  let latest = startEquity;
  let index = 0;
  for (let day = 0; day < days; day++) {
    const endTime = (firstDay + day + 1) * DAY_MS;
    for (; index < time.length && (time[index] ?? 0) <= endTime; index++) latest = equity[index] ?? latest;
    close[day] = latest;
  }
  return { firstDay, startEquity, close };
}
