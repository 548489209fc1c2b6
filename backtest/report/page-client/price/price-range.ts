// Which prices the chart's scale reaches over when a trade is drawn in full: the candles in view come first, a stop far away must
// not press them flat.
import { firstAtOrAfter } from './level-of-detail.ts';
import type { Viewport } from './viewport.ts';

export interface PriceRange {
  readonly low: number;
  readonly high: number;
}

export interface CandlesInView {
  readonly view: Viewport;
  readonly prices: PriceRange;
}

/** A price over the time it is drawn. */
export interface DrawnPrice {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly price: number;
}

interface KlineRanges {
  /** The opens, ascending. */
  readonly time: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** Least and greatest price of the klines in view; null where there are none. */
export function rangeInView({ time, low, high }: KlineRanges, view: Viewport): PriceRange | null {
  const [first, end] = [Math.max(0, firstAtOrAfter(time, view.fromMs + 1) - 1), firstAtOrAfter(time, view.toMs)];
  if (first >= end) return null;
  const found = { low: Infinity, high: -Infinity };
  for (let row = first; row < end; row++) {
    found.low = Math.min(found.low, low[row] ?? Infinity);
    found.high = Math.max(found.high, high[row] ?? -Infinity);
  }
  return found;
}

/**
 * The range that holds the candles, the entry and exit in view, and of the resting prices in view those that are no further from
 * the candles than the candles reach: at the worst they keep a third of the height.
 */
export function rangeWithTrade(
  { view, prices: candles }: CandlesInView,
  ends: readonly DrawnPrice[],
  resting: readonly DrawnPrice[],
): PriceRange {
  const isInView = ({ from, to }: DrawnPrice) => from <= view.toMs && to >= view.fromMs;
  const reach = candles.high - candles.low;
  const near = resting.filter(({ price }) => price >= candles.low - reach && price <= candles.high + reach);
  const prices = [...ends, ...near].filter(isInView).map(({ price }) => price);
  return { low: Math.min(candles.low, ...prices), high: Math.max(candles.high, ...prices) };
}
