// The recursive average behind ema, macd, rsi and adx: a mean of the first `period` values, then each new value takes a
// fixed share. The recursion forgets its rounding at the same rate as its past, so nothing drifts.
import { TickWindow } from './tick-window.ts';

/** `value += (input − value)·share`, seeded with the mean of the first `period` inputs. */
export class ExponentialAverage {
  /** The average, once `push` has answered true. A run of one input is exactly that input. */
  value = 0;
  private readonly share: number;
  private seed: TickWindow | undefined;

  constructor(period: number, share = 2 / (period + 1)) {
    this.share = share;
    this.seed = new TickWindow(period);
  }

  /** Takes a finite input; true from the `period`-th on. */
  push(input: number): boolean {
    if (this.seed === undefined) {
      this.value = this.share === 1 ? input : this.value + (input - this.value) * this.share;
      return true;
    }
    if (!this.seed.push(input)) return false;
    this.value = this.seed.mean();
    this.seed = undefined;
    return true;
  }
}

/** Wilder's smoothing, share 1/period ("New Concepts in Technical Trading Systems", 1978). */
export function createWilderAverage(period: number): ExponentialAverage {
  return new ExponentialAverage(period, 1 / period);
}
