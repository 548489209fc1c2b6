// Builds coarse klines from fine ones. A bucket that lacks one of its fine klines, at the start, at the end or over a gap,
// is not told (SEMANTICS 2): a half-made candle would be a number the market never showed.
import { bucketEnd, bucketStart, type Interval } from '../domain/interval.ts';
import type { Kline } from '../domain/kline.ts';

export interface KlineAggregator {
  readonly interval: Interval;
  /** Takes the next fine kline; gives the coarse one when this kline completes a bucket. */
  add(fine: Kline): Kline | undefined;
  /** Open time of the bucket that is being filled and of the fine kline it needs next; undefined while it waits for a bucket to begin. */
  needs(): number | undefined;
}

/** An aggregator for one symbol. Fine klines must be given in order; one that is older than what was taken is ignored. */
export function createKlineAggregator(symbol: string, interval: Interval): KlineAggregator {
  let bucket: MutableKline | undefined;
  let nextOpenTime = Number.NEGATIVE_INFINITY;
  let bucketEndTime = 0;

  return {
    interval,
    needs: () => (bucket === undefined ? undefined : nextOpenTime),
    add(fine) {
      if (fine.openTime < nextOpenTime) return undefined;
      if (bucket !== undefined && fine.openTime === nextOpenTime) {
        extend(bucket, fine);
      } else {
        bucket = undefined;
        if (bucketStart(interval, fine.openTime) !== fine.openTime) {
          nextOpenTime = fine.closeTime;
          return undefined;
        }
        bucketEndTime = bucketEnd(interval, fine.openTime);
        bucket = begin(symbol, interval, fine, bucketEndTime);
      }
      nextOpenTime = fine.closeTime;
      if (nextOpenTime < bucketEndTime) return undefined;
      const complete = bucket;
      bucket = undefined;
      return nextOpenTime === bucketEndTime ? complete : undefined;
    },
  };
}

type MutableKline = { -readonly [K in keyof Kline]: Kline[K] };

function begin(symbol: string, interval: Interval, fine: Kline, closeTime: number): MutableKline {
  return {
    symbol,
    interval,
    openTime: fine.openTime,
    closeTime,
    open: fine.open,
    high: fine.high,
    low: fine.low,
    close: fine.close,
    volume: fine.volume,
    quoteVolume: fine.quoteVolume,
    tradeCount: fine.tradeCount,
    takerBuyVolume: fine.takerBuyVolume,
    warmup: fine.warmup,
  };
}

function extend(bucket: MutableKline, fine: Kline): void {
  if (fine.high > bucket.high) bucket.high = fine.high;
  if (fine.low < bucket.low) bucket.low = fine.low;
  bucket.close = fine.close;
  bucket.volume += fine.volume;
  bucket.quoteVolume += fine.quoteVolume;
  bucket.tradeCount += fine.tradeCount;
  bucket.takerBuyVolume += fine.takerBuyVolume;
  // A bucket that ends after the start is news, however much of it was recorded before.
  bucket.warmup = fine.warmup;
}
