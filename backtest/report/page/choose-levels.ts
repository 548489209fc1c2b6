// How fine the klines of a page are. A page stays within a number of bytes, whatever the run: where the klines it was made on
// are too many, the chart begins with the next longer interval that fits. All else on the page is shown whole first.
import { gzipSync } from 'node:zlib';
import { INTERVALS, intervalMs } from '../../../engine/domain/interval.ts';
import { plainKlines } from './klines-file.ts';
import type { MarketPrices } from './market-prices.ts';
import { packKlines, type PlainKlines } from './packed-klines.ts';
import { coarserKlines, priceLevels } from './price-levels.ts';
import type { MarketModel, PriceLevel } from './report-model.ts';

/** The markets with the finest levels that take at most `bytesMax` of a page together; the coarsest where none do. */
export function chooseLevels(markets: readonly MarketPrices[], bytesMax: number): readonly MarketModel[] {
  const shortestMs = Math.min(...markets.map(({ interval }) => intervalMs(interval)));
  const lengths = FINEST_MS.filter((lengthMs) => lengthMs >= shortestMs);
  for (const lengthMs of lengths) {
    const finest = markets.map((market) => finestLevel(plainKlines(market), lengthMs));
    const isLast = lengthMs === lengths.at(-1);
    if (!isLast && total(finest.map(({ length }) => length)) * KLINE_BYTES_LEAST > bytesMax) continue;
    const models = markets.map((market, index) => marketModel(market, finest[index] ?? plainKlines(market)));
    if (isLast || shownBytes(models) <= bytesMax) return models;
  }
  return markets.map((market) => marketModel(market, plainKlines(market)));
}

/** What a chart may begin with; beyond a day there is nothing to see. */
const FINEST_MS = INTERVALS.map(intervalMs).filter((lengthMs) => lengthMs <= intervalMs('1d'));

/** What base64 makes of compressed bytes. */
export const BASE64_RATIO = 4 / 3;

/** A kline of a market that moves takes no less of a page; knowing so spares most of the trying. */
const KLINE_BYTES_LEAST = 2;

function marketModel(market: MarketPrices, finest: PlainKlines): MarketModel {
  const { symbol, interval, priceDecimals } = market;
  const levels = priceLevels(finest).map((level) => packedLevel(level, priceDecimals));
  return { symbol, interval, finestMs: finest.intervalMs, priceDecimals, levels };
}

/** The market's own klines where they are as long already, or cannot be joined to such. */
function finestLevel(klines: PlainKlines, finestMs: number): PlainKlines {
  const joins = finestMs > klines.intervalMs && finestMs % klines.intervalMs === 0;
  return joins ? coarserKlines(klines, finestMs) : klines;
}

function packedLevel(level: PlainKlines, priceDecimals: number): PriceLevel {
  const packed = Buffer.from(packKlines(level, priceDecimals)).toString('base64');
  return { intervalMs: level.intervalMs, length: level.length, packed };
}

/** About what the levels take in a page: quick compression, a little worse than the page's own. */
function shownBytes(markets: readonly MarketModel[]): number {
  const packed = markets.flatMap(({ levels }) => levels.map((level) => level.packed));
  return total(packed.map((text) => gzipSync(text, { level: 1 }).length)) * BASE64_RATIO;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
