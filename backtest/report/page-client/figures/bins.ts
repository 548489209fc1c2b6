// The arithmetic of a distribution: bins, mean, median.
import { roundTicks } from './ticks.ts';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const BINS_WANTED = 24;

/** Results closer together than any money is booked lie in one bin. */
const SPREAD_MIN = 1e-9;

/** Bins of one round width in which zero is an edge, so that no bar mixes gains and losses; a value of 0 counts as a gain. */
export function binsOf(values: readonly number[]): readonly Bin[] {
  if (values.length === 0) return [];
  // Not spread into Math.min: there may be more results than a call takes arguments.
  const min = values.reduce((least, value) => Math.min(least, value), 0);
  const max = values.reduce((greatest, value) => Math.max(greatest, value), 0);
  const { step } = roundTicks(min, max - min < SPREAD_MIN ? min + 1 : max, BINS_WANTED);
  const first = Math.floor(min / step);
  const counts = Array.from({ length: Math.max(1, Math.floor(max / step) - first + 1) }, () => 0);
  for (const value of values) {
    const bin = Math.floor(value / step) - first;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, index) => ({ from: (first + index) * step, to: (first + index + 1) * step, count }));
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
