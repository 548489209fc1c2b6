// Kline intervals and the UTC buckets they cut time into: weeks open on Monday, months on the first (SEMANTICS 2).

export const INTERVALS = [
  '1m',
  '3m',
  '5m',
  '15m',
  '30m',
  '1h',
  '2h',
  '4h',
  '6h',
  '8h',
  '12h',
  '1d',
  '3d',
  '1w',
  '1M',
] as const;
/** Length of a kline: minutes, hours, days, weeks (from Monday) or a month, in UTC. */
export type Interval = (typeof INTERVALS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** Monday 1970-01-05, the first week that opens after the epoch's Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const FIXED_INTERVAL_MS: Readonly<Record<Exclude<Interval, '1M'>, number>> = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': HOUR_MS,
  '2h': 2 * HOUR_MS,
  '4h': 4 * HOUR_MS,
  '6h': 6 * HOUR_MS,
  '8h': 8 * HOUR_MS,
  '12h': 12 * HOUR_MS,
  '1d': DAY_MS,
  '3d': 3 * DAY_MS,
  '1w': WEEK_MS,
};

export function isInterval(text: string): text is Interval {
  return (INTERVALS as readonly string[]).includes(text);
}

/** Length of an interval in milliseconds; a month, which has no fixed length, counts as 30 days. */
export function intervalMs(interval: Interval): number {
  return interval === '1M' ? 30 * DAY_MS : FIXED_INTERVAL_MS[interval];
}

/** Open time (epoch ms) of the bucket that `timeMs` lies in. */
export function bucketStart(interval: Interval, timeMs: number): number {
  if (interval === '1M') {
    const date = new Date(timeMs);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  }
  const lengthMs = FIXED_INTERVAL_MS[interval];
  const originMs = interval === '1w' ? FIRST_MONDAY_MS : 0;
  return Math.floor((timeMs - originMs) / lengthMs) * lengthMs + originMs;
}

/** Open time (epoch ms) of the bucket after the one that `timeMs` lies in. */
export function bucketEnd(interval: Interval, timeMs: number): number {
  const startMs = bucketStart(interval, timeMs);
  if (interval === '1M') {
    const date = new Date(startMs);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  }
  return startMs + FIXED_INTERVAL_MS[interval];
}

/** Whether klines of `fine` fill every bucket of `coarse` without a remainder. */
export function intervalDivides(fine: Interval, coarse: Interval): boolean {
  if (fine === coarse) return true;
  if (fine === '1M') return false;
  if (coarse === '1M') return intervalMs(fine) <= DAY_MS;
  return intervalMs(coarse) % intervalMs(fine) === 0;
}

/** Sorts intervals from the coarsest to the finest, the order in which one instant is told. */
export function compareCoarseFirst(a: Interval, b: Interval): number {
  return intervalMs(b) - intervalMs(a);
}
