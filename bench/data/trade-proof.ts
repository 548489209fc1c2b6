// What two lines of the bench must have alike to have done the same: how many trades, begun at which bars, and what was left.
import { createHash } from 'node:crypto';
import type { Sample } from '../sample.ts';

/** Each posting is rounded to 1e-8, the bare loop's not at all; its own error is of the same size. */
const ROUNDING_PER_FILL = 2e-8;

/** `entryTimes` in epoch ms, ascending; equity without funding, which the bare loop does not know. */
export function proofOf(entryTimes: readonly number[], equityWithoutFunding: number): Sample['facts'] {
  const entries = createHash('sha256').update(new Float64Array(entryTimes)).digest('hex');
  return { trades: entryTimes.length, entries, equityWithoutFunding };
}

/** A sentence on the first thing in which two proofs differ; null where they agree. */
export function disagreement(one: Sample['facts'], other: Sample['facts']): string | null {
  if (one.trades !== other.trades) return `${one.trades} trades and ${other.trades}`;
  if (one.entries !== other.entries) return `${one.trades} trades each, begun at other bars`;
  const [first, second] = [Number(one.equityWithoutFunding), Number(other.equityWithoutFunding)];
  const allowed = ROUNDING_PER_FILL * Number(one.trades) + Math.abs(first) * Number.EPSILON * Number(one.trades);
  return Math.abs(first - second) <= allowed ? null : `equity ${first} and ${second}`;
}
