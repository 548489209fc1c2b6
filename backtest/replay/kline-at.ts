// One kline object from columns: the only thing a bar allocates.
import { bucketEnd } from '../../engine/domain/interval.ts';
import type { Kline } from '../../engine/domain/kline.ts';
import type { KlineColumns } from '../data/kline-columns.ts';

export function klineAt(columns: KlineColumns, index: number, warmup: boolean): Kline {
  const openTime = columns.openTime[index] ?? Number.NaN;
  return {
    symbol: columns.symbol,
    interval: columns.interval,
    openTime,
    closeTime: bucketEnd(columns.interval, openTime),
    open: columns.open[index] ?? Number.NaN,
    high: columns.high[index] ?? Number.NaN,
    low: columns.low[index] ?? Number.NaN,
    close: columns.close[index] ?? Number.NaN,
    volume: columns.volume[index] ?? Number.NaN,
    quoteVolume: columns.quoteVolume[index] ?? Number.NaN,
    tradeCount: columns.tradeCount[index] ?? Number.NaN,
    takerBuyVolume: columns.takerBuyVolume[index] ?? Number.NaN,
    warmup,
  };
}
