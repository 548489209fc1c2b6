// Builds klines from recorded trades, and remembers which trades each is made of.
import { bucketEnd, bucketStart, type Interval } from '../../engine/domain/interval.ts';
import { createExactSum } from './exact-sum.ts';
import { createKlineTable, finishKlineTable, growKlineTable, type KlineTable } from './kline-table.ts';
import { lowerBound, type KlineColumns } from './kline-columns.ts';
import type { TradeColumns } from './trade-columns.ts';

/** Trades with the klines they make, from the bucket of the first trade to that of the last, without a gap. */
export interface TradeKlines {
  readonly trades: TradeColumns;
  readonly klines: KlineColumns;
  /** Row of the first trade at or after each kline's open, and one entry more: the number of trades. */
  readonly firstTrade: Float64Array;
}

/**
 * Trades must ascend in time. A bucket without a trade is a flat kline of volume 0 at the last price, as the exchange
 * publishes it.
 */
export function klinesFromTrades(trades: TradeColumns, interval: Interval): TradeKlines {
  const table = createKlineTable(0);
  const [volume, quoteVolume, takerBuyVolume] = [createExactSum(), createExactSum(), createExactSum()];
  let row = 0;
  let openTime = bucketStart(interval, trades.time[0] ?? 0);
  while (row < trades.length) {
    const closeTime = bucketEnd(interval, openTime);
    const kline = openKline(table, openTime, trades.price[row] ?? 0, (trades.time[row] ?? 0) < closeTime);
    const { columns } = table;
    let tradeCount = 0;
    for (; row < trades.length && (trades.time[row] ?? 0) < closeTime; row++) {
      const price = trades.price[row] ?? 0;
      const quantity = trades.quantity[row] ?? 0;
      if (price > (columns.high[kline] ?? 0)) columns.high[kline] = price;
      if (price < (columns.low[kline] ?? 0)) columns.low[kline] = price;
      columns.close[kline] = price;
      volume.add(quantity);
      quoteVolume.add(price * quantity);
      if (trades.takerSold[row] === 0) takerBuyVolume.add(quantity);
      tradeCount += trades.tradeCount[row] ?? 0;
    }
    columns.volume[kline] = volume.value();
    columns.quoteVolume[kline] = quoteVolume.value();
    columns.takerBuyVolume[kline] = takerBuyVolume.value();
    columns.tradeCount[kline] = tradeCount;
    for (const sum of [volume, quoteVolume, takerBuyVolume]) sum.clear();
    openTime = closeTime;
  }
  return joined(trades, finishKlineTable(table, trades.symbol, interval));
}

/** A new flat kline: at the first price of its trades, or where it has none at the close before it. */
function openKline(table: KlineTable, openTime: number, firstPrice: number, hasTrades: boolean): number {
  if (table.length === table.capacity) growKlineTable(table);
  const kline = table.length++;
  const { columns } = table;
  const price = hasTrades ? firstPrice : (columns.close[kline - 1] ?? firstPrice);
  columns.openTime[kline] = openTime;
  columns.open[kline] = price;
  columns.high[kline] = price;
  columns.low[kline] = price;
  columns.close[kline] = price;
  return kline;
}

function joined(trades: TradeColumns, klines: KlineColumns): TradeKlines {
  const firstTrade = new Float64Array(klines.length + 1);
  for (let kline = 0; kline < klines.length; kline++) {
    firstTrade[kline] = lowerBound(trades.time, klines.openTime[kline] ?? 0);
  }
  firstTrade[klines.length] = trades.length;
  return { trades, klines, firstTrade };
}
