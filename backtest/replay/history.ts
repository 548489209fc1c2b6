// Klines from before, for warm-up: built from the recorded klines of the replayed interval, and from recorded coarser
// ones where those do not reach back far enough (SEMANTICS 2).
import { bucketEnd, bucketStart, intervalMs, type Interval } from '../../engine/domain/interval.ts';
import type { Kline } from '../../engine/domain/kline.ts';
import { createKlineAggregator } from '../../engine/market/kline-aggregator.ts';
import { indexAtTime, type KlineColumns } from '../data/kline-columns.ts';
import { klineAt } from './kline-at.ts';

/**
 * The last `count` klines of `interval` that closed at or before `before`, oldest first, flagged as warm-up; fewer where
 * fewer are recorded. `base` is what is replayed, `coarse` what else was recorded of the symbol.
 */
export function readHistory(
  base: KlineColumns,
  coarse: readonly KlineColumns[],
  interval: Interval,
  before: number,
  count: number,
): Kline[] {
  const built = interval === base.interval ? readRecorded(base, before, count) : build(base, interval, before, count);
  const missing = count - built.length;
  const recorded = coarse.find((columns) => columns.interval === interval);
  if (missing <= 0 || recorded === undefined) return built;
  return [...readRecorded(recorded, built[0]?.openTime ?? before, missing), ...built];
}

function readRecorded(columns: KlineColumns, before: number, count: number): Kline[] {
  const end = endIndex(columns, before);
  const klines: Kline[] = [];
  for (let index = Math.max(0, end - count); index < end; index += 1) klines.push(klineAt(columns, index, true));
  return klines;
}

/** Coarse klines from fine ones; the bucket that `before` lies in is not complete and is left out. */
function build(base: KlineColumns, interval: Interval, before: number, count: number): Kline[] {
  const end = endIndex(base, bucketStart(interval, before));
  const reachMs = (count + 1) * (interval === '1M' ? 31 * 86_400_000 : intervalMs(interval));
  const first = indexAtTime(base, bucketStart(interval, before) - reachMs);
  const aggregator = createKlineAggregator(base.symbol, interval);
  const klines: Kline[] = [];
  for (let index = first; index < end; index += 1) {
    const complete = aggregator.add(klineAt(base, index, true));
    if (complete !== undefined && complete.closeTime === bucketEnd(interval, complete.openTime)) klines.push(complete);
  }
  return klines.slice(-count);
}

/** Index after the last kline that closed at or before `time`. */
function endIndex(columns: KlineColumns, time: number): number {
  return indexAtTime(columns, time - intervalMs(columns.interval) + 1);
}
