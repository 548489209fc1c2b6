// Relative strength index.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import { createWilderAverage } from './exponential-average.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

/**
 * `100·U/(U+D)`, U and D being Wilder averages of the rises and of the falls from price to price, seeded with the means
 * of the first `period` changes (Wilder, "New Concepts in Technical Trading Systems", 1978); from price number
 * period + 1 on. Only rises answer 100, only falls 0; where nothing moved at all, which the formula leaves open, 50.
 */
export function rsi(period = 14, options: PriceOptions = {}): Indicator<PriceInput, number> {
  requirePeriod('rsi', period);
  const read = priceReader('rsi', options);
  return createIndicator(() => {
    const rises = createWilderAverage(period);
    const falls = createWilderAverage(period);
    let previous: number | undefined;
    return (input) => {
      const price = read(input);
      if (!Number.isFinite(price)) return undefined;
      const before = previous;
      previous = price;
      if (before === undefined) return undefined;
      falls.push(price < before ? before - price : 0);
      if (!rises.push(price > before ? price - before : 0)) return undefined;
      const movement = rises.value + falls.value;
      return movement === 0 ? 50 : 100 * (rises.value / movement);
    };
  });
}
