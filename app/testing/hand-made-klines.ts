// Klines as a test writes them: closes alone, rows, or a marble diagram of either.
import { klineColumnsFromRows, type KlineColumns } from '../../backtest/data/kline-columns.ts';
import { intervalMs, type Interval } from '../../engine/domain/interval.ts';
import { type Alphabet, marble } from './marbles.ts';

/** Prices in quote asset, volume in base asset. */
export interface KlinePrices {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume?: number;
}

/**
 * One kline: its close alone (it opens at the close before it and reaches no further than open and close), or
 * `[open, high, low, close, volume]`, or the same with names. Null is a kline that is missing. Volume is 1,000,000 where it
 * is left out, so that nothing a test orders is too much.
 */
export type HandMadeKline =
  number | readonly [open: number, high: number, low: number, close: number, volume?: number] | KlinePrices | null;

const VOLUME = 1_000_000;

/**
 * Klines from a marble diagram, one a place; at `-` the price stands still. `marbleKlines('a-b', { a: 100, b: 103 })` closes
 * at 100, 100 and 103. Throws RangeError for an unknown letter and for a diagram that begins with `-`.
 */
export function marbleKlines(diagram: string, alphabet: Alphabet<HandMadeKline>): readonly HandMadeKline[] {
  let close: number | undefined;
  return marble(diagram, alphabet).map((kline) => {
    if (kline === null) return null;
    if (kline !== undefined) {
      close = closeOf(kline);
      return kline;
    }
    if (close === undefined) throw new RangeError(`the diagram "${diagram}" has no price to begin with`);
    return close;
  });
}

/** The klines as a replay reads them, the first opening at `openTime` (epoch ms). */
export function handMadeColumns(
  klines: readonly HandMadeKline[],
  { symbol, interval, openTime }: { readonly symbol: string; readonly interval: Interval; readonly openTime: number },
): KlineColumns {
  const rows = [];
  let lastClose: number | undefined;
  for (const [index, kline] of klines.entries()) {
    if (kline === null) continue;
    const prices = pricesOf(kline, lastClose);
    demandPossible(prices, `kline ${index} of ${symbol}`);
    lastClose = prices.close;
    rows.push({ openTime: openTime + index * intervalMs(interval), ...prices, volume: prices.volume ?? VOLUME });
  }
  return klineColumnsFromRows(symbol, interval, rows);
}

function closeOf(kline: Exclude<HandMadeKline, null>): number {
  return pricesOf(kline, undefined).close;
}

function pricesOf(kline: Exclude<HandMadeKline, null>, lastClose: number | undefined): KlinePrices {
  if (typeof kline === 'number') {
    const open = lastClose ?? kline;
    return { open, high: Math.max(open, kline), low: Math.min(open, kline), close: kline };
  }
  if (!isRow(kline)) return kline;
  const [open, high, low, close, volume] = kline;
  return { open, high, low, close, ...(volume === undefined ? {} : { volume }) };
}

function isRow(kline: readonly unknown[] | KlinePrices): kline is readonly unknown[] {
  return Array.isArray(kline);
}

/** A slip of the hand in a test's klines would be told as a bug of the strategy. */
function demandPossible({ open, high, low, close, volume = VOLUME }: KlinePrices, which: string): void {
  const numbers = [open, high, low, close];
  if (!numbers.every((price) => Number.isFinite(price) && price > 0)) {
    throw new RangeError(`${which}: found the prices ${numbers.join(', ')}, allowed are numbers above 0`);
  }
  if (high < Math.max(...numbers) || low > Math.min(...numbers)) {
    throw new RangeError(`${which}: high ${high} and low ${low} do not hold open ${open} and close ${close}`);
  }
  if (!(volume >= 0)) throw new RangeError(`${which}: found the volume ${volume}, allowed are numbers from 0`);
}
