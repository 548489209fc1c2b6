// Standard deviation of the last prices, for itself and for Bollinger bands.
import type { PriceInput, PriceOptions } from './bar.ts';
import { priceReader } from './bar.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';
import { TickWindow } from './tick-window.ts';

/**
 * The population standard deviation (divided by `period`, not by `period` − 1) of the last `period` prices, from the
 * `period`-th price on. Exactly 0 for a flat window and for `period` 1.
 */
export function standardDeviation(period: number, options: PriceOptions = {}): Indicator<PriceInput, number> {
  requirePeriod('standardDeviation', period);
  const read = priceReader('standardDeviation', options);
  return createIndicator(() => {
    const window = new TickWindow(period);
    const deviation = new WindowDeviation(window);
    return (input) => {
      const price = read(input);
      return Number.isFinite(price) && window.push(price) ? deviation.next() : undefined;
    };
  });
}

/**
 * The population standard deviation of a window, to be asked once after every push into the full window.
 *
 * The squares of the units' distances from an origin among them are whole numbers, kept as a running sum without error.
 * Where they would outgrow 2^53, or the prices are no whole numbers of units, the deviation is worked out anew.
 */
export class WindowDeviation {
  private readonly window: TickWindow;
  /** Largest distance that keeps the sum of squares, and twice it, below 2^53. */
  private readonly reach: number;
  private origin = 0;
  private squares = 0;
  private kept = false;

  constructor(window: TickWindow) {
    this.window = window;
    this.reach = Math.floor(2 ** 25 / Math.sqrt(window.period));
  }

  next(): number {
    this.kept = this.keepSquares();
    return this.kept ? this.fromSquares() : deviationAnew(this.window);
  }

  private keepSquares(): boolean {
    if (!this.window.exact) return false;
    const entered = this.window.entered - this.origin;
    const left = this.window.left - this.origin;
    if (!this.kept || this.window.rebuilt || Math.abs(entered) > this.reach) return this.gatherSquares();
    this.squares += entered * entered - left * left;
    return true;
  }

  private gatherSquares(): boolean {
    const { period, sum } = this.window;
    this.origin = Math.round(sum / period);
    this.squares = 0;
    for (let index = 0; index < period; index++) {
      const distance = this.window.unitsAt(index) - this.origin;
      if (Math.abs(distance) > this.reach) return false;
      this.squares += distance * distance;
    }
    return true;
  }

  /** Seen from the whole number nearest to the mean the remaining numbers are small, and nothing cancels. */
  private fromSquares(): number {
    const { period, scale } = this.window;
    const sum = this.window.sum - period * this.origin;
    const shift = Math.round(sum / period);
    const rest = sum - period * shift;
    const centredSquares = this.squares - shift * (2 * sum - period * shift);
    return Math.sqrt((period * centredSquares - rest * rest) / (period * scale) ** 2);
  }
}

function deviationAnew(window: TickWindow): number {
  const mean = window.mean();
  let squares = 0;
  for (let index = 0; index < window.period; index++) squares += (window.valueAt(index) - mean) ** 2;
  return Math.sqrt(squares / window.period);
}
