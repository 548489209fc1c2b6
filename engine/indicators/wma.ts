// Linearly weighted moving average.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';
import { TickWindow } from './tick-window.ts';

/**
 * The mean of the last `period` prices with weights 1 for the oldest to `period` for the newest, over
 * period·(period+1)/2 (Achelis, "Technical Analysis from A to Z", p. 213); from the `period`-th price on.
 *
 * For prices on a decimal grid it is the double nearest to the true value, as `sma` is. `wma(1)` is the price.
 */
export function wma(period: number, options: PriceOptions = {}): Indicator<PriceInput, number> {
  requirePeriod('wma', period);
  const read = priceReader('wma', options);
  const totalWeight = (period * (period + 1)) / 2;
  return createIndicator(() => {
    const window = new TickWindow(period, totalWeight);
    let weighted = 0;
    return (input) => {
      const price = read(input);
      if (!Number.isFinite(price)) return undefined;
      const sumBefore = window.sum;
      if (!window.push(price)) return undefined;
      if (!window.exact) return weighPrices(window, totalWeight);
      // One bar on, every price that stays loses one weight: together the whole of the sum before.
      weighted = window.rebuilt ? weighUnits(window) : weighted - sumBefore + period * window.entered;
      return weighted / (totalWeight * window.scale);
    };
  });
}

function weighUnits(window: TickWindow): number {
  let weighted = 0;
  for (let index = 0; index < window.period; index++) weighted += (index + 1) * window.unitsAt(index);
  return weighted;
}

function weighPrices(window: TickWindow, totalWeight: number): number {
  const anchor = window.valueAt(0);
  let weighted = 0;
  for (let index = 1; index < window.period; index++) weighted += (index + 1) * (window.valueAt(index) - anchor);
  return anchor + weighted / totalWeight;
}
