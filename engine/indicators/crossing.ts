// When one line crosses another: two averages, a price and a band, an oscillator and its signal.
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';

/** The two lines at one instant. A row of `studies({ fast: …, slow: … })` is one. */
export type Lines = { readonly fast: number; readonly slow: number } | readonly [fast: number, slow: number];

export type Crossing = 'above' | 'below';

/**
 * Tells `'above'` when fast, last seen below slow, stands above it, and `'below'` the other way round; nothing else.
 *
 * The numbers are compared as they are, without tolerance. A tie is no side: it neither crosses nor is it forgotten which
 * side fast came from, so touching and turning back is no crossing, and touching and going on is one, told when fast
 * leaves the tie. The first side seen is where fast begins, not a crossing.
 */
export function crossing(): Indicator<Lines, Crossing> {
  return createIndicator(() => {
    let side: Crossing | undefined;
    return (lines) => {
      const now = sideOf(lines);
      if (now === undefined || now === side) return undefined;
      const before = side;
      side = now;
      return before === undefined ? undefined : now;
    };
  });
}

/** The rows at which fast crosses above slow, in the sense of `crossing`. */
export function crossesAbove<L extends Lines>(): Indicator<L, L> {
  return crossingRows('above');
}

/** The rows at which fast crosses below slow, in the sense of `crossing`. */
export function crossesBelow<L extends Lines>(): Indicator<L, L> {
  return crossingRows('below');
}

function crossingRows<L extends Lines>(wanted: Crossing): Indicator<L, L> {
  const crossings = crossing();
  return createIndicator(() => {
    const step = crossings.start();
    return (lines) => (step(lines) === wanted ? lines : undefined);
  });
}

/** `undefined` at a tie and where a line is NaN. */
function sideOf(lines: Lines): Crossing | undefined {
  const fast = 'fast' in lines ? lines.fast : lines[0];
  const slow = 'fast' in lines ? lines.slow : lines[1];
  if (fast > slow) return 'above';
  return fast < slow ? 'below' : undefined;
}
