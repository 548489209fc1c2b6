// Klines for tests, made from a few numbers.
import { intervalMs, type Interval } from '../../../engine/domain/interval.ts';
import type { Kline } from '../../../engine/domain/kline.ts';

/** Kline number `index` of an interval, counted from the epoch, flat at `price`. */
export function flatKline(index: number, price: number, interval: Interval = '1m', symbol = 'BTCUSDT'): Kline {
  const lengthMs = intervalMs(interval);
  return {
    symbol,
    interval,
    openTime: index * lengthMs,
    closeTime: (index + 1) * lengthMs,
    open: price,
    high: price,
    low: price,
    close: price,
    volume: 1,
    quoteVolume: price,
    tradeCount: 1,
    takerBuyVolume: 0.5,
    warmup: false,
  };
}
