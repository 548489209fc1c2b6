// What the money would have become had it bought the first market at its first open and waited: without fees, funding or
// leverage, the plainest thing to be compared with.
import type { PriceColumns } from '../price-columns.ts';
import { createCloseCursor } from './close-cursor.ts';

/** Equity at each of `times` (epoch ms, ascending); null where there is no kline. */
export function buyAndHold(
  market: PriceColumns | undefined,
  startEquity: number,
  times: readonly number[],
): readonly number[] | null {
  const bought = market?.open[0];
  if (market === undefined || bought === undefined || bought <= 0) return null;
  const closes = createCloseCursor(market);
  return times.map((time) => startEquity * ((closes.at(time) ?? bought) / bought));
}
