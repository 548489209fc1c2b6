// Data that ends at an instant: nothing of a kline that closes later is left, nothing of a settlement that comes later.
import { bucketStart, compareCoarseFirst } from '../../engine/domain/interval.ts';
import { indexAtTime, lowerBound, sliceKlines, type KlineColumns } from '../data/kline-columns.ts';
import type { FundingColumns } from '../data/funding-columns.ts';
import type { TradeKlines } from '../data/klines-from-trades.ts';
import type { ReplayMarket } from '../replay/replay.ts';

/** The market up to `time` (epoch ms, inclusive by close time). */
export function cutMarket(market: ReplayMarket, time: number): ReplayMarket {
  return {
    ...market,
    klines: klinesUntil(market.klines, time),
    finer: market.finer.map((columns) => klinesUntil(columns, time)),
    coarse: market.coarse.map((columns) => klinesUntil(columns, time)),
    marks: market.marks === undefined ? undefined : klinesUntil(market.marks, time),
    funding: market.funding === undefined ? undefined : fundingUntil(market.funding, time),
    trades: market.trades === undefined ? undefined : tradesUntil(market.trades, time),
  };
}

/** Number of klines that closed at or before `time`. */
export function closedBy(columns: KlineColumns, time: number): number {
  return indexAtTime(columns, bucketStart(columns.interval, time));
}

export function klinesUntil(columns: KlineColumns, time: number): KlineColumns {
  return sliceKlines(columns, 0, closedBy(columns, time));
}

function fundingUntil(funding: FundingColumns, time: number): FundingColumns {
  const length = lowerBound(funding.time, time + 1);
  return {
    symbol: funding.symbol,
    length,
    time: funding.time.subarray(0, length),
    rateRatio: funding.rateRatio.subarray(0, length),
    intervalHours: funding.intervalHours.subarray(0, length),
  };
}

function tradesUntil({ trades, klines, firstTrade }: TradeKlines, time: number): TradeKlines {
  const kept = closedBy(klines, time);
  const length = firstTrade[kept] ?? 0;
  return {
    klines: sliceKlines(klines, 0, kept),
    firstTrade: firstTrade.subarray(0, kept + 1),
    trades: {
      symbol: trades.symbol,
      length,
      id: trades.id.subarray(0, length),
      time: trades.time.subarray(0, length),
      price: trades.price.subarray(0, length),
      quantity: trades.quantity.subarray(0, length),
      tradeCount: trades.tradeCount.subarray(0, length),
      takerSold: trades.takerSold.subarray(0, length),
    },
  };
}

/**
 * Instants within a run at which its data can be cut: closes at which no market stands inside a kline, ascending. A kline that
 * is cut in two could have been walked in part on the whole.
 */
export function cuttingTimes(markets: readonly ReplayMarket[], fromTime: number, toTime: number): readonly number[] {
  const [coarsest] = markets.map(({ klines }) => klines).toSorted((a, b) => compareCoarseFirst(a.interval, b.interval));
  if (coarsest === undefined) return [];
  const times: number[] = [];
  const end = indexAtTime(coarsest, toTime);
  for (let row = indexAtTime(coarsest, fromTime) + 1; row < end; row += 1) {
    const time = coarsest.openTime[row] ?? Number.NaN;
    if (markets.every(({ klines }) => bucketStart(klines.interval, time) === time)) times.push(time);
  }
  return times;
}
