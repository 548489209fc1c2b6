// How long one had to wait for a peak to be reached again.
import { type EquitySeries, endTimeOf } from './equity-series.ts';

export interface TimeUnderWater {
  /** Longest time from a peak to the first point at which equity was as high again, or to the end. */
  readonly longestMs: number;
  /** All such times / time of the run. */
  readonly shareRatio: number;
}

/**
 * A time under water begins at the last point at which equity stood at its highest so far, that of the start included, and
 * ends at the point at which it is reached again. Null when no time passed or nothing was put in.
 * Source: Lopez de Prado, Advances in Financial Machine Learning (2018), section 14.5.
 */
export function timeUnderWater(series: EquitySeries): TimeUnderWater | null {
  const { startTime, startEquity, time, equity } = series;
  const elapsedMs = endTimeOf(series) - startTime;
  if (!(elapsedMs > 0) || !(startEquity > 0)) return null;
  let [peak, peakTime, previousTime] = [startEquity, startTime, startTime];
  let [longestMs, totalMs] = [0, 0];
  const surface = (untilMs: number): void => {
    longestMs = Math.max(longestMs, untilMs - peakTime);
    totalMs += untilMs - peakTime;
  };
  for (let index = 0; index < time.length; index++) {
    const value = equity[index] ?? peak;
    const now = time[index] ?? previousTime;
    if (value >= peak) {
      if (previousTime > peakTime) surface(now);
      peak = value;
      peakTime = now;
    }
    previousTime = now;
  }
  if (previousTime > peakTime) surface(previousTime);
  return { longestMs, shareRatio: totalMs / elapsedMs };
}
