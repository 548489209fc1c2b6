// How many klines a span holds: months are of different lengths, so they are counted and not divided.
import { bucketEnd, type Interval, intervalMs } from '../../engine/domain/interval.ts';

/** Klines from `from`, an open time, that are over by `to` (epoch ms); 0 where none is. */
export function countBars(interval: Interval, from: number, to: number): number {
  if (interval !== '1M') return Math.max(0, Math.floor((to - from) / intervalMs(interval)));
  let bars = 0;
  for (let end = bucketEnd(interval, from); end <= to; end = bucketEnd(interval, end)) bars += 1;
  return bars;
}
