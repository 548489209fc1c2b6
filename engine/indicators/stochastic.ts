// Stochastic oscillator.
import type { Bar } from './bar.ts';
import { hasRange } from './bar.ts';
import { HighestWindow, LowestWindow } from './extreme-window.ts';
import type { Indicator, Step } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';
import { sma } from './sma.ts';

export interface StochasticOptions {
  /** Bars over which %K is averaged: 1 (default) is the fast stochastic, 3 the slow one. */
  readonly slowing?: number;
  /** Values of %K over which %D is averaged, 3 by default. */
  readonly signal?: number;
}

export interface Stochastic {
  /** %K, 0 to 100. */
  readonly k: number;
  /** %D, the simple mean of the last %K. */
  readonly d: number;
}

/**
 * Where the close stands in the range of the last `period` bars: %K = 100·(close − lowest low)/(highest high − lowest
 * low), averaged over `slowing` bars, and %D, its mean over `signal` (Lane; StockCharts ChartSchool, "Stochastic
 * Oscillator"). The first row comes with bar period + slowing + signal − 2. In a range of no height, which the formula
 * leaves open, the raw %K is 50.
 */
export function stochastic(
  period = 14,
  options: StochasticOptions = {},
): Indicator<Pick<Bar, 'high' | 'low' | 'close'>, Stochastic> {
  const { slowing = 1, signal = 3 } = options;
  requirePeriod('stochastic', period);
  requirePeriod('stochastic', slowing, 'slowing');
  requirePeriod('stochastic', signal, 'signal');
  return createIndicator(() => {
    const highest = new HighestWindow(period);
    const lowest = new LowestWindow(period);
    const slow = smoothing(slowing);
    const average = smoothing(signal);
    return (bar) => {
      if (!hasRange(bar)) return undefined;
      highest.push(bar.high);
      if (!lowest.push(bar.low)) return undefined;
      const range = highest.value - lowest.value;
      const k = slow(range === 0 ? 50 : 100 * ((bar.close - lowest.value) / range));
      if (k === undefined) return undefined;
      const d = average(k);
      return d === undefined ? undefined : { k, d };
    };
  });
}

function smoothing(period: number): Step<number, number> {
  return period === 1 ? (value) => value : sma(period).start();
}
