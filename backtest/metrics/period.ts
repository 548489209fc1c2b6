// The calendar of the metrics. A perpetual trades every day, so a year has 365 days of 24 hours, where stock markets
// count 252.

export const DAY_MS = 86_400_000;
export const DAYS_PER_YEAR = 365;
export const YEAR_MS = DAYS_PER_YEAR * DAY_MS;

/** The return a day that compounds to this return a year; for a risk-free rate, which is stated a year and compared a day. */
export function dailyRate(yearlyRatio: number): number {
  return (1 + yearlyRatio) ** (1 / DAYS_PER_YEAR) - 1;
}
