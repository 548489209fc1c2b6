// Rate of change.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

/**
 * The change against the price `period` bars ago as a ratio of that price, 0.01 for one percent up; from price number
 * period + 1 on. `undefined` where that price is 0.
 */
export function rateOfChange(period: number, options: PriceOptions = {}): Indicator<PriceInput, number> {
  requirePeriod('rateOfChange', period);
  const read = priceReader('rateOfChange', options);
  return createIndicator(() => {
    const prices = new Float64Array(period);
    let oldest = 0;
    return (input) => {
      const price = read(input);
      if (!Number.isFinite(price)) return undefined;
      // A slot that was never filled holds 0, against which there is no rate either.
      const ago = prices[oldest] ?? 0;
      prices[oldest] = price;
      oldest = oldest + 1 === period ? 0 : oldest + 1;
      return ago === 0 ? undefined : (price - ago) / ago;
    };
  });
}
