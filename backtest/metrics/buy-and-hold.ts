// The benchmark: all equity put into the market at the start and left there.
import type { EquitySeries } from './equity-series.ts';

/** Klines of one market, ascending. */
export interface HeldPrices {
  /** Price at which it is bought: the open of the first kline. */
  readonly firstOpen: number;
  /** Epoch ms. */
  readonly closeTime: Float64Array;
  /** As long as `closeTime`. */
  readonly close: Float64Array;
}

/**
 * `startEquity` · close / first open at each kline close: a long position without leverage, fees, funding or slippage, as one
 * who holds the coin itself has it. Null without klines.
 */
export function buyAndHold(
  { firstOpen, closeTime, close }: HeldPrices,
  startTime: number,
  startEquity: number,
): EquitySeries | null {
  if (!(firstOpen > 0) || close.length === 0) return null;
  const equity = new Float64Array(close.length);
  for (let row = 0; row < close.length; row++) equity[row] = (startEquity * (close[row] ?? 0)) / firstOpen;
  return { startTime, startEquity, time: closeTime, equity };
}
