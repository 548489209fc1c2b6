// Moving average convergence/divergence.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import { ExponentialAverage } from './exponential-average.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

export interface MacdOptions extends PriceOptions {
  /** Period of the fast average, 12 by default; shorter than the slow one. */
  readonly fast?: number;
  /** Period of the slow average, 26 by default. */
  readonly slow?: number;
  /** Period of the signal line, 9 by default. */
  readonly signal?: number;
}

export interface Macd {
  readonly macd: number;
  readonly signal: number;
  /** macd − signal. */
  readonly histogram: number;
}

/**
 * The distance of a fast from a slow exponential average, and its own exponential average, the signal line (Appel;
 * defaults 12, 26, 9). Each average is seeded with the simple mean of its first `period` inputs; the first row comes
 * with price number slow + signal − 1.
 */
export function macd(options: MacdOptions = {}): Indicator<PriceInput, Macd> {
  const { fast = 12, slow = 26, signal = 9 } = options;
  requirePeriod('macd', fast, 'fast');
  requirePeriod('macd', slow, 'slow');
  requirePeriod('macd', signal, 'signal');
  if (fast >= slow) throw new RangeError(`macd: fast must be shorter than slow, got ${fast} and ${slow}`);
  const read = priceReader('macd', options);
  return createIndicator(() => {
    const fastAverage = new ExponentialAverage(fast);
    const slowAverage = new ExponentialAverage(slow);
    const signalLine = new ExponentialAverage(signal);
    return (input) => {
      const price = read(input);
      if (!Number.isFinite(price)) return undefined;
      fastAverage.push(price);
      if (!slowAverage.push(price)) return undefined;
      const distance = fastAverage.value - slowAverage.value;
      if (!signalLine.push(distance)) return undefined;
      return { macd: distance, signal: signalLine.value, histogram: distance - signalLine.value };
    };
  });
}
