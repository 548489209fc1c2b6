// The klines of one symbol: the finest interval as the source tells it, and every coarser one somebody asked for, built
// from it. Duplicates and late klines are dropped and counted here, so that nobody behind has to look again.
import { bucketStart, compareCoarseFirst, intervalDivides, intervalMs, type Interval } from '../domain/interval.ts';
import type { Kline } from '../domain/kline.ts';
import { createKlineAggregator, type KlineAggregator } from './kline-aggregator.ts';

export interface KlineFeed {
  readonly symbol: string;
  readonly finest: Interval;
  /**
   * Builds `interval` from now on. Gives the number of fine klines before `time` that the bucket in progress needs, 0 when
   * a bucket begins right now or the interval is built already. Throws RangeError where the finest interval cannot fill it.
   */
  build(interval: Interval, time: number): number;
  /** Takes the next fine kline; false when it was known already. */
  accept(kline: Kline): boolean;
  /** The kline of `interval` that the last accepted fine kline completed; the fine kline itself for the finest. */
  completed(interval: Interval): Kline | undefined;
  /**
   * Fine klines from before, oldest first, for buckets in progress. Gives the coarse klines that were completed while the
   * history was on its way and that nobody was told yet, in order of time.
   */
  seed(history: readonly Kline[]): readonly Kline[];
  /** Klines that came twice or too late, and instants at which klines were missing. */
  readonly counts: { readonly dropped: number; readonly gaps: number };
}

interface Built {
  readonly aggregator: KlineAggregator;
  completed: Kline | undefined;
  /** Fine klines that closed while the history of the bucket in progress was on its way; undefined when it is there. */
  awaiting: Kline[] | undefined;
}

export function createKlineFeed(symbol: string, finest: Interval): KlineFeed {
  const built = new Map<Interval, Built>();
  const counts = { dropped: 0, gaps: 0 };
  let lastCloseTime: number | undefined;
  let latest: Kline | undefined;

  return {
    symbol,
    finest,
    counts,
    build(interval, time) {
      if (!intervalDivides(finest, interval)) {
        throw new RangeError(`${symbol} is told in ${finest} klines, from which ${interval} klines cannot be built`);
      }
      if (interval === finest || built.has(interval)) return 0;
      const elapsedMs = time - bucketStart(interval, time);
      built.set(interval, {
        aggregator: createKlineAggregator(symbol, interval),
        completed: undefined,
        awaiting: elapsedMs > 0 ? [] : undefined,
      });
      return Math.ceil(elapsedMs / intervalMs(finest));
    },
    accept(kline) {
      if (lastCloseTime !== undefined) {
        if (kline.openTime < lastCloseTime) {
          counts.dropped += 1;
          return false;
        }
        if (kline.openTime > lastCloseTime) counts.gaps += 1;
      }
      lastCloseTime = kline.closeTime;
      latest = kline;
      for (const entry of built.values()) {
        if (entry.awaiting === undefined) entry.completed = entry.aggregator.add(kline);
        else entry.awaiting.push(kline);
      }
      return true;
    },
    completed: (interval) => (interval === finest ? latest : built.get(interval)?.completed),
    seed(history) {
      const belated: Kline[] = [];
      for (const entry of built.values()) {
        if (entry.awaiting === undefined) continue;
        for (const kline of history) entry.aggregator.add(kline);
        for (const kline of entry.awaiting) {
          const complete = entry.aggregator.add(kline);
          if (complete !== undefined) belated.push(complete);
        }
        entry.awaiting = undefined;
      }
      return belated.toSorted((a, b) => a.closeTime - b.closeTime || compareCoarseFirst(a.interval, b.interval));
    },
  };
}
