// How long a trade lasted on average.
import { meanOf } from './sample-statistics.ts';
import type { TimeSpan } from './time-span.ts';

/** Mean of exit − entry in milliseconds; null without trades. */
export function averageTradeDuration(trades: readonly TimeSpan[]): number | null {
  return meanOf(trades.map(({ entryTime, exitTime }) => exitTime - entryTime));
}
