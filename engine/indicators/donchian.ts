// Donchian channel.
import type { Bar } from './bar.ts';
import { HighestWindow, LowestWindow } from './extreme-window.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

export interface Donchian {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

/**
 * The highest high and the lowest low of the last `period` bars and the middle between them (Donchian's four-week rule,
 * 20 bars), from the `period`-th bar on. The present bar belongs to it: a breakout is a price beyond the row *before*.
 */
export function donchian(period = 20): Indicator<Pick<Bar, 'high' | 'low'>, Donchian> {
  requirePeriod('donchian', period);
  return createIndicator(() => {
    const highest = new HighestWindow(period);
    const lowest = new LowestWindow(period);
    return (bar) => {
      if (!Number.isFinite(bar.high + bar.low)) return undefined;
      highest.push(bar.high);
      if (!lowest.push(bar.low)) return undefined;
      return { upper: highest.value, middle: (highest.value + lowest.value) / 2, lower: lowest.value };
    };
  });
}
