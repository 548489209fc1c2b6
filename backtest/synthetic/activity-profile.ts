// How busy the market is by the clock: hours of the day (UTC) and weekends.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Relative activity at the start of each UTC hour: a quiet Asian morning, a peak when New York opens. */
const BY_HOUR = [
  1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.75, 0.85, 0.95, 1.0, 0.95, 0.95, 1.05, 1.3, 1.5, 1.45, 1.3, 1.2, 1.1, 1.05, 1.0,
  0.95, 0.9, 0.95,
];
const HOUR_MEAN = BY_HOUR.reduce((sum, activity) => sum + activity, 0) / BY_HOUR.length;
const WEEKEND = 0.7;
const WEEKDAY = (7 - 2 * WEEKEND) / 5;
/** 1970-01-01 was a Thursday; days are counted from Monday. */
const EPOCH_WEEKDAY = 3;
const SATURDAY = 5;

/** Activity around `timeMs`, mean 1 over a week: linear from hour to hour within a day, less on Saturdays and Sundays. */
export function activityAt(timeMs: number): number {
  const hours = (timeMs % DAY_MS) / HOUR_MS;
  const hour = Math.floor(hours);
  const from = BY_HOUR[hour] ?? 1;
  const to = BY_HOUR[(hour + 1) % BY_HOUR.length] ?? 1;
  const weekday = (Math.floor(timeMs / DAY_MS) + EPOCH_WEEKDAY) % 7;
  return ((from + (to - from) * (hours - hour)) / HOUR_MEAN) * (weekday >= SATURDAY ? WEEKEND : WEEKDAY);
}
