// Exponential moving average.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import { ExponentialAverage } from './exponential-average.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

/**
 * `average += (price − average)·2/(period+1)`, seeded with the simple mean of the first `period` prices (StockCharts
 * ChartSchool, "Moving Averages"), which is its first value. `ema(1)` is the price.
 *
 * The seed loses weight with each bar but is never quite gone: give it some multiples of the period to warm up.
 */
export function ema(period: number, options: PriceOptions = {}): Indicator<PriceInput, number> {
  requirePeriod('ema', period);
  const read = priceReader('ema', options);
  return createIndicator(() => {
    const average = new ExponentialAverage(period);
    return (input) => {
      const price = read(input);
      return Number.isFinite(price) && average.push(price) ? average.value : undefined;
    };
  });
}
