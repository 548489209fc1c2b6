// Klines from before, for warm-up: built from the recorded klines of the replayed interval, and taken from recorded coarser
// ones where the replayed ones do not reach back far enough or have a hole (SEMANTICS 2).
import { bucketStart, intervalMs, type Interval } from '../../engine/domain/interval.ts';
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
  const end = bucketStart(interval, before);
  if (interval === base.interval) return readRows(base, indexAtTime(base, end) - count, indexAtTime(base, end));
  const recorded = coarse.find((columns) => columns.interval === interval);
  const earliest = Math.min(openingOf(base), recorded === undefined ? Infinity : openingOf(recorded));
  // A hole in the recording costs klines, so the reach grows until there are enough or nothing lies further back.
  for (let reachMs = (count + 1) * intervalMs(interval); ; reachMs *= 2) {
    const built = build(base, interval, end - reachMs, end);
    const klines = recorded === undefined ? built : fillHoles(built, readBetween(recorded, end - reachMs, end));
    if (klines.length >= count || end - reachMs <= earliest) return klines.slice(Math.max(0, klines.length - count));
  }
}

/** Coarse klines from fine ones that open within [from, to); a bucket that lacks one of them is left out. */
function build(base: KlineColumns, interval: Interval, from: number, to: number): Kline[] {
  const aggregator = createKlineAggregator(base.symbol, interval);
  const klines: Kline[] = [];
  const end = indexAtTime(base, to);
  for (let index = indexAtTime(base, from); index < end; index += 1) {
    const complete = aggregator.add(klineAt(base, index, true));
    if (complete !== undefined) klines.push(complete);
  }
  return klines;
}

/** What was built, and of the recorded klines those whose bucket could not be. */
function fillHoles(built: readonly Kline[], recorded: readonly Kline[]): Kline[] {
  const isBuilt = new Set(built.map(({ openTime }) => openTime));
  const missing = recorded.filter(({ openTime }) => !isBuilt.has(openTime));
  return [...missing, ...built].toSorted((a, b) => a.openTime - b.openTime);
}

function readBetween(columns: KlineColumns, from: number, to: number): Kline[] {
  return readRows(columns, indexAtTime(columns, from), indexAtTime(columns, to));
}

function readRows(columns: KlineColumns, from: number, to: number): Kline[] {
  const klines: Kline[] = [];
  for (let index = Math.max(0, from); index < to; index += 1) klines.push(klineAt(columns, index, true));
  return klines;
}

function openingOf(columns: KlineColumns): number {
  return columns.openTime[0] ?? Number.POSITIVE_INFINITY;
}
