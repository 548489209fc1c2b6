// Bollinger bands.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod, requirePositive } from './parameters.ts';
import { WindowDeviation } from './standard-deviation.ts';
import { TickWindow } from './tick-window.ts';

export interface BollingerOptions extends PriceOptions {
  /** Distance of the bands from the middle in standard deviations, 2 by default. */
  readonly deviations?: number;
}

export interface Bollinger {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

/**
 * The simple mean of the last `period` prices and bands `deviations` population standard deviations above and below it
 * (Bollinger, "Bollinger on Bollinger Bands", 2001; defaults 20 and 2); from the `period`-th price on. In a flat window
 * the three are one number.
 */
export function bollinger(period = 20, options: BollingerOptions = {}): Indicator<PriceInput, Bollinger> {
  const { deviations = 2 } = options;
  requirePeriod('bollinger', period);
  requirePositive('bollinger', deviations, 'deviations');
  const read = priceReader('bollinger', options);
  return createIndicator(() => {
    const window = new TickWindow(period);
    const deviation = new WindowDeviation(window);
    return (input) => {
      const price = read(input);
      if (!Number.isFinite(price) || !window.push(price)) return undefined;
      const middle = window.mean();
      const distance = deviations * deviation.next();
      return { upper: middle + distance, middle, lower: middle - distance };
    };
  });
}
