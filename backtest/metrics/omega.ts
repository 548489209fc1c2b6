// What lay above a threshold for each unit that fell short of it: a ratio over the whole distribution of returns.
import { isNoSpread } from './sample-statistics.ts';

/**
 * Σ max(return − threshold, 0) / Σ max(threshold − return, 0); the threshold is the return of one period, here the risk-free
 * one. 1 where the mean is the threshold. Null where nothing fell short.
 * Source: Keating and Shadwick, "A Universal Performance Measure", Journal of Performance Measurement 6(3), 2002.
 */
export function omega(returns: readonly number[], threshold = 0): number | null {
  let above = 0;
  let below = 0;
  for (const value of returns) {
    if (value > threshold) above += value - threshold;
    else below += threshold - value;
  }
  return isNoSpread(below) ? null : above / below;
}
