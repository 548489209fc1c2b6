// Coarser klines from finer ones, by the rule the engine follows: a bucket that is not whole is not made (SEMANTICS 2).
import { bucketEnd, bucketStart, type Interval, intervalDivides, intervalMs } from '../../engine/domain/interval.ts';
import { createExactSum } from './exact-sum.ts';
import { allocateKlineColumns, type KlineColumns, sliceKlines } from './kline-columns.ts';

export interface ResampledKlines {
  readonly columns: KlineColumns;
  /** Buckets of the recording's span that lack klines: not made. */
  readonly incomplete: number;
}

/** Klines must ascend without duplicates. Throws a RangeError where their interval does not divide the wanted one. */
export function resampleKlines(fine: KlineColumns, interval: Interval): ResampledKlines {
  if (fine.interval === interval || !intervalDivides(fine.interval, interval)) {
    throw new RangeError(`${fine.interval} klines do not make ${interval} klines`);
  }
  const coarse = allocateKlineColumns(fine.symbol, interval, fine.length);
  let [made, incomplete] = [0, 0];
  for (let first = 0; first < fine.length;) {
    const start = bucketStart(interval, fine.openTime[first] ?? 0);
    const endTime = bucketEnd(interval, start);
    let end = first;
    while (end < fine.length && (fine.openTime[end] ?? 0) < endTime) end++;
    if (end - first === klinesIn(fine.interval, start, endTime)) {
      joinRows(fine, first, end, coarse, made);
      coarse.openTime[made++] = start;
    } else {
      incomplete++;
    }
    first = end;
  }
  return { columns: sliceKlines(coarse, 0, made), incomplete };
}

/** How many klines of the finer interval a bucket holds: of months not all hold as many days. */
function klinesIn(interval: Interval, start: number, end: number): number {
  return Math.round((end - start) / intervalMs(interval));
}

function joinRows(fine: KlineColumns, first: number, end: number, coarse: KlineColumns, into: number): void {
  let [high, low] = [-Infinity, Infinity];
  for (let row = first; row < end; row++) {
    high = Math.max(high, fine.high[row] ?? 0);
    low = Math.min(low, fine.low[row] ?? 0);
  }
  coarse.open[into] = fine.open[first] ?? 0;
  coarse.high[into] = high;
  coarse.low[into] = low;
  coarse.close[into] = fine.close[end - 1] ?? 0;
  for (const field of ['volume', 'quoteVolume', 'tradeCount', 'takerBuyVolume'] as const) {
    const sum = createExactSum();
    for (let row = first; row < end; row++) sum.add(fine[field][row] ?? 0);
    coarse[field][into] = sum.value();
  }
}
