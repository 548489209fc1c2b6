// The same market with another future: up to an instant as recorded, and from there on each kline thrown up or down by a coin.
// A kline that is turned over keeps its length, its wicks change sides. What is volatile stays volatile, what moves together
// stays together (one throw an instant for all symbols), and which way anything goes can be known to nobody.
import { bucketEnd, bucketStart, intervalMs } from '../../engine/domain/interval.ts';
import type { FundingColumns } from '../data/funding-columns.ts';
import {
  allocateKlineColumns,
  KLINE_FIELDS,
  lowerBound,
  sharedColumn,
  type KlineColumns,
} from '../data/kline-columns.ts';
import { klinesFromTrades, type TradeKlines } from '../data/klines-from-trades.ts';
import { allocateTradeArrays } from '../data/trade-columns.ts';
import type { ReplayMarket } from '../replay/replay.ts';
import { chanceAt } from './coin.ts';
import { closedBy, klinesUntil } from './cut-markets.ts';

/** What became of each told kline: prices within it are mapped by it, finer klines and marks like its own. */
interface Turning {
  readonly told: KlineColumns;
  /** First row that is another. */
  readonly first: number;
  /** Open of each row in the other market. */
  readonly open: Float64Array;
  /** 1 for a row that goes as recorded, −1 for one that is turned over. */
  readonly sign: Int8Array;
  /** 10 to the number of decimals that prices are recorded with. */
  readonly scale: number;
}

/** The market with other prices, volumes and funding rates after `time` (epoch ms, by close); the same seed gives the same. */
export function withOtherPrices(market: ReplayMarket, time: number, seed: number): ReplayMarket {
  const turning = turn(market.klines, time, seed);
  const klines = turned(market.klines, turning, seed, time);
  return {
    ...market,
    klines,
    finer: market.finer.map((columns) => turned(columns, turning, seed, time)),
    // Klines for warm-up only, which end where the recording still holds.
    coarse: market.coarse.map((columns) => klinesUntil(columns, time)),
    marks: market.marks === undefined ? undefined : turnedMarks(market.marks, { turning, klines, seed, time }),
    funding: market.funding === undefined ? undefined : otherFunding(market.funding, time, seed),
    trades: market.trades === undefined ? undefined : turnedTrades(market.trades, turning, time),
  };
}

function turn(told: KlineColumns, time: number, seed: number): Turning {
  const first = closedBy(told, time);
  const open = new Float64Array(told.length);
  const sign = new Int8Array(told.length);
  const scale = 10 ** decimalsOf(told);
  let closeBefore = told.close[first - 1] ?? told.open[first] ?? Number.NaN;
  let otherClose = closeBefore;
  for (let row = first; row < told.length; row += 1) {
    const direction = chanceAt(seed, told.openTime[row] ?? 0) < 0.5 ? -1 : 1;
    sign[row] = direction;
    const opening = thrown(otherClose, closeBefore, told.open[row] ?? Number.NaN, direction);
    open[row] = rounded(opening, scale);
    closeBefore = told.close[row] ?? Number.NaN;
    otherClose = thrown(opening, told.open[row] ?? Number.NaN, closeBefore, direction);
  }
  return { told, first, open, sign, scale };
}

/** Goes from `base` as far as `to` lies from `from`, or as far the other way. */
function thrown(base: number, from: number, to: number, direction: number): number {
  return direction > 0 ? base * (to / from) : base * (from / to);
}

/** Klines of the told interval or of a finer one, those that close after `time` each mapped by the told kline they lie in. */
function turned(columns: KlineColumns, turning: Turning, seed: number, time: number): KlineColumns {
  const other = copied(columns);
  for (let row = closedBy(columns, time); row < columns.length; row += 1) {
    const openTime = columns.openTime[row] ?? Number.NaN;
    const { map, direction } = mapAt(turning, openTime) ?? {};
    if (map === undefined || direction === undefined) continue;
    other.open[row] = map(columns.open[row]);
    other.close[row] = map(columns.close[row]);
    other.high[row] = map(direction > 0 ? columns.high[row] : columns.low[row]);
    other.low[row] = map(direction > 0 ? columns.low[row] : columns.high[row]);
    otherActivity(columns, other, row, direction, 0.5 + chanceAt(~seed, openTime));
  }
  return other;
}

interface PriceMap {
  readonly map: (price: number | undefined) => number;
  readonly direction: number;
}

/** What becomes of prices within the told kline of that time; undefined where there is none, or it stays as it was. */
function mapAt({ told, open, sign, scale }: Turning, timeMs: number): PriceMap | undefined {
  const openTime = bucketStart(told.interval, timeMs);
  const row = lowerBound(told.openTime, openTime);
  const [from, base, direction] = [told.open[row], open[row], sign[row]];
  if (told.openTime[row] !== openTime || from === undefined || base === undefined || direction === undefined) {
    return undefined;
  }
  if (direction === 0) return undefined;
  return { direction, map: (price) => rounded(thrown(base, from, price ?? from, direction), scale) };
}

/** Other volumes; who was the taker changes with the direction. */
function otherActivity(from: KlineColumns, to: KlineColumns, row: number, direction: number, factor: number): void {
  const volume = from.volume[row] ?? 0;
  const taker = from.takerBuyVolume[row] ?? 0;
  to.volume[row] = volume * factor;
  to.quoteVolume[row] = (from.quoteVolume[row] ?? 0) * factor;
  to.tradeCount[row] = Math.round((from.tradeCount[row] ?? 0) * factor);
  to.takerBuyVolume[row] = (direction > 0 || taker === 0 ? taker : volume - taker) * factor;
}

interface TurnedMarket {
  readonly turning: Turning;
  /** The other market's told klines. */
  readonly klines: KlineColumns;
  readonly seed: number;
  readonly time: number;
}

/** Marks keep their ratio to the last price. Of coarser ones only the close counts, so the rest of them is flat. */
function turnedMarks(marks: KlineColumns, { turning, klines, seed, time }: TurnedMarket): KlineColumns {
  const { told } = turning;
  if (intervalMs(marks.interval) <= intervalMs(told.interval)) return turned(marks, turning, seed, time);
  const other = copied(marks);
  for (let row = closedBy(marks, time); row < marks.length; row += 1) {
    const end = bucketEnd(marks.interval, marks.openTime[row] ?? Number.NaN);
    const last = closedBy(told, end) - 1;
    const ratio = (klines.close[last] ?? 1) / (told.close[last] ?? 1);
    const close = (marks.close[row] ?? Number.NaN) * ratio;
    for (const field of ['open', 'high', 'low', 'close'] as const) other[field][row] = close;
  }
  return other;
}

function otherFunding(funding: FundingColumns, time: number, seed: number): FundingColumns {
  const rateRatio = sharedColumn(funding.length);
  rateRatio.set(funding.rateRatio);
  for (let row = lowerBound(funding.time, time + 1); row < funding.length; row += 1) {
    rateRatio[row] = (funding.rateRatio[row] ?? 0) * (1 - 2 * chanceAt(seed, funding.time[row] ?? 0));
  }
  return { ...funding, rateRatio };
}

/** Trades within a kline that is turned over go the other way, and their takers change sides. */
function turnedTrades({ trades, klines }: TradeKlines, turning: Turning, time: number): TradeKlines {
  const other = { ...trades, ...allocateTradeArrays(trades.length) };
  for (const field of ['id', 'time', 'price', 'quantity', 'tradeCount', 'takerSold'] as const) {
    other[field].set(trades[field].subarray(0, trades.length));
  }
  for (let row = lowerBound(trades.time, time); row < trades.length; row += 1) {
    const change = mapAt(turning, trades.time[row] ?? Number.NaN);
    if (change === undefined) continue;
    other.price[row] = change.map(trades.price[row]);
    if (change.direction < 0) other.takerSold[row] = 1 - (trades.takerSold[row] ?? 0);
  }
  return klinesFromTrades(other, klines.interval);
}

function copied(columns: KlineColumns): KlineColumns {
  const copy = allocateKlineColumns(columns.symbol, columns.interval, columns.length);
  for (const field of KLINE_FIELDS) copy[field].set(columns[field].subarray(0, columns.length));
  return copy;
}

/** Rows that are looked at for the decimals of a price. */
const DECIMALS_SAMPLE = 500;

function decimalsOf({ close, length }: KlineColumns): number {
  let decimals = 0;
  for (let row = 0; row < Math.min(length, DECIMALS_SAMPLE); row += 1) {
    const [, fraction = ''] = String(close[row]).split('.');
    decimals = Math.max(decimals, fraction.length);
  }
  return Math.min(decimals, 8);
}

function rounded(price: number, scale: number): number {
  return Math.max(1, Math.round(price * scale)) / scale;
}
