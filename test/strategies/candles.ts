// Hand-made klines for the examples: what a strategy should and should not answer is drawn here, close by close.
import type { Candle } from '../engine/end-to-end/bench.ts';

/** Klines that close at these prices; each opens at the close before it and reaches no further than its ends. */
export function closing(first: number, ...rest: readonly number[]): readonly Candle[] {
  const closes = [first, ...rest];
  return closes.map((close, index) => {
    const open = closes[index - 1] ?? first;
    return [open, Math.max(open, close), Math.min(open, close), close];
  });
}

/** `count` prices on a straight line that begins one step after `from` and ends at `to`. */
export function line(from: number, to: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * (index + 1)) / count);
}

/** `count` times the same price. */
export function still(price: number, count: number): readonly number[] {
  return Array.from({ length: count }, () => price);
}
