// Levels of detail of a price chart: a year of one-minute klines has more of them than a screen has columns, so the page
// carries coarser ones to show while little is zoomed in.
import type { PlainKlines } from './packed-klines.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What coarser levels are made of, where the level before divides it. */
const LADDER_MS = [5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS];

/** A level with fewer klines than this needs no coarser one: they can all be drawn. */
const KLINES_ENOUGH = 1_000;

/** A coarser level has at most a third of the klines, or it is hardly worth its bytes. */
const STEP_MIN = 3;

/** `finest` and what is made of it, finest first. */
export function priceLevels(finest: PlainKlines): readonly PlainKlines[] {
  const levels = [finest];
  let last = finest;
  for (const coarserMs of LADDER_MS) {
    if (last.length <= KLINES_ENOUGH) break;
    if (coarserMs < last.intervalMs * STEP_MIN || coarserMs % last.intervalMs !== 0) continue;
    last = coarserKlines(last, coarserMs);
    levels.push(last);
  }
  return levels;
}

/** Klines of `coarserMs`, by UTC; one begins where there is any finer one, so that a gap stays a gap. */
export function coarserKlines(klines: PlainKlines, coarserMs: number): PlainKlines {
  const spanMs = (klines.time[klines.length - 1] ?? 0) - (klines.time[0] ?? 0);
  const time = new Float64Array(Math.min(klines.length, Math.floor(spanMs / coarserMs) + 2));
  const [open, high, low, close] = [time.slice(), time.slice(), time.slice(), time.slice()];
  let length = 0;
  for (let index = 0; index < klines.length; index++) {
    const start = Math.floor((klines.time[index] ?? 0) / coarserMs) * coarserMs;
    if (length === 0 || time[length - 1] !== start) {
      time[length] = start;
      open[length] = klines.open[index] ?? 0;
      high[length] = -Infinity;
      low[length] = Infinity;
      length += 1;
    }
    const last = length - 1;
    high[last] = Math.max(high[last] ?? 0, klines.high[index] ?? 0);
    low[last] = Math.min(low[last] ?? 0, klines.low[index] ?? 0);
    close[last] = klines.close[index] ?? 0;
  }
  return { intervalMs: coarserMs, length, time, open, high, low, close };
}
