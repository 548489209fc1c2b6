// Returns of calendar months and years.
import type { DailyEquity } from './daily-equity.ts';
import { DAY_MS } from './period.ts';

export interface CalendarReturn {
  /** `2025-01` for a month, `2025` for a year. */
  readonly period: string;
  /** Null where the period began with nothing. */
  readonly returnRatio: number | null;
}

/** One return a UTC month: equity at its end / equity at the end of the month before − 1; the first and last may be partial. */
export function monthlyReturns(daily: DailyEquity): readonly CalendarReturn[] {
  return returnsBy('0000-00'.length, daily);
}

/** One return a UTC year, in the same way. */
export function yearlyReturns(daily: DailyEquity): readonly CalendarReturn[] {
  return returnsBy('0000'.length, daily);
}

/** A period is as much of the day's ISO text as tells it. */
function returnsBy(textLength: number, { firstDay, startEquity, close }: DailyEquity): readonly CalendarReturn[] {
  const returns: CalendarReturn[] = [];
  let before = startEquity;
  for (const [index, equity] of close.entries()) {
    const period = periodOf(firstDay + index, textLength);
    if (index + 1 < close.length && periodOf(firstDay + index + 1, textLength) === period) continue;
    returns.push({ period, returnRatio: before > 0 ? equity / before - 1 : null });
    before = equity;
  }
  return returns;
}

function periodOf(day: number, textLength: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, textLength);
}
