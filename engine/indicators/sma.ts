// Simple moving average.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';
import { TickWindow } from './tick-window.ts';

/**
 * The mean of the last `period` prices, from the `period`-th price on.
 *
 * For prices on a decimal grid it is the double nearest to the true mean, so that two averages which tie on paper are
 * equal numbers (see tick-window.ts). `sma(1)` is the price.
 */
export function sma(period: number, options: PriceOptions = {}): Indicator<PriceInput, number> {
  requirePeriod('sma', period);
  const read = priceReader('sma', options);
  return createIndicator(() => {
    const window = new TickWindow(period);
    return (input) => {
      const price = read(input);
      return Number.isFinite(price) && window.push(price) ? window.mean() : undefined;
    };
  });
}
