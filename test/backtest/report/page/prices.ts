// Klines by closes, for the tests of pages: each opens where the one before closed, with a wick of one on either side.
import type { PriceColumns } from '../../../../backtest/report/price-columns.ts';
import type { Interval } from '../../../../engine/domain/interval.ts';
import { intervalMs } from '../../../../engine/domain/interval.ts';
import { START_TIME } from '../run.ts';

export interface PricesParts {
  readonly symbol?: string;
  readonly interval?: Interval;
  readonly startTime?: number;
  readonly firstOpen?: number;
}

export function pricesOf(
  closes: readonly number[],
  { symbol = 'BTCUSDT', interval = '1h', startTime = START_TIME, firstOpen = closes[0] ?? 0 }: PricesParts = {},
): PriceColumns {
  const open = Float64Array.from(closes, (_, index) => (index === 0 ? firstOpen : (closes[index - 1] ?? 0)));
  return {
    symbol,
    interval,
    length: closes.length,
    openTime: Float64Array.from(closes, (_, index) => startTime + index * intervalMs(interval)),
    open,
    high: Float64Array.from(closes, (close, index) => Math.max(close, open[index] ?? 0) + 1),
    low: Float64Array.from(closes, (close, index) => Math.min(close, open[index] ?? 0) - 1),
    close: Float64Array.from(closes),
  };
}
