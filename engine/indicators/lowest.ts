// The lowest of the last prices.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import { LowestWindow } from './extreme-window.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

/**
 * The lowest of the last `period` prices, the present one among them, from the `period`-th price on. Of bars it reads the
 * close unless told otherwise: `lowest(20, { source: 'low' })`.
 */
export function lowest(period: number, options: PriceOptions = {}): Indicator<PriceInput, number> {
  requirePeriod('lowest', period);
  const read = priceReader('lowest', options);
  return createIndicator(() => {
    const window = new LowestWindow(period);
    return (input) => {
      const price = read(input);
      return Number.isFinite(price) && window.push(price) ? window.value : undefined;
    };
  });
}
