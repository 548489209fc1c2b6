// How much of the time something was held.
import type { TimeSpan } from './time-span.ts';

/**
 * Time during which at least one position was held / time of the run: 0 never, 1 always. Positions held side by side
 * count once, and only what lies within the run counts. Null when no time passed.
 */
export function exposureRatio(holdings: readonly TimeSpan[], startTime: number, endTime: number): number | null {
  if (!(endTime > startTime)) return null;
  let heldMs = 0;
  let heldUntil = startTime;
  for (const { entryTime, exitTime } of holdings.toSorted((a, b) => a.entryTime - b.entryTime)) {
    const until = Math.min(exitTime, endTime);
    heldMs += Math.max(0, until - Math.max(entryTime, heldUntil));
    heldUntil = Math.max(heldUntil, until);
  }
  return heldMs / (endTime - startTime);
}
