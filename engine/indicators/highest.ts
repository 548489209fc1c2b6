// The highest of the last prices.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import { HighestWindow } from './extreme-window.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

/**
 * The highest of the last `period` prices, the present one among them, from the `period`-th price on. Of bars it reads the
 * close unless told otherwise: `highest(20, { source: 'high' })`.
 */
export function highest(period: number, options: PriceOptions = {}): Indicator<PriceInput, number> {
  requirePeriod('highest', period);
  const read = priceReader('highest', options);
  return createIndicator(() => {
    const window = new HighestWindow(period);
    return (input) => {
      const price = read(input);
      return Number.isFinite(price) && window.push(price) ? window.value : undefined;
    };
  });
}
