// How deep and how long equity lay below its peaks.
import type { DailyEquity } from './daily-equity.ts';

/**
 * √(mean of d²) with d = (peak − equity) / peak at the end of each day, the peak being the highest so far, that of the start
 * included. A ratio: 0.05 where the original says 5. Null without days and where nothing was put in.
 * Source: Martin and McCann, The Investor's Guide to Fidelity Funds (1989), "Ulcer Index".
 */
export function ulcerIndex({ startEquity, close }: DailyEquity): number | null {
  if (!(startEquity > 0) || close.length === 0) return null;
  let peak = startEquity;
  let sum = 0;
  for (const equity of close) {
    if (equity > peak) peak = equity;
    sum += ((peak - equity) / peak) ** 2;
  }
  return Math.sqrt(sum / close.length);
}
