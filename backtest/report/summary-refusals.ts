// What was refused, rejected, clipped and dropped, for the summary: by code, with the first as an example.
import type { RefusalTally, RefusalRow, RunOutcome } from './run-outcome.ts';
import { operandsText } from './refusals-csv.ts';
import { timeText } from './time-text.ts';

export interface SummaryRefusal {
  readonly outcome: RefusalRow['outcome'];
  readonly code: string;
  /** All of them. */
  readonly count: number;
  /** How many stand in refusals.csv. */
  readonly listed: number;
  readonly message: string;
  /** The first of them: when, whose, and the figures it was decided by. */
  readonly firstTime: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly operands: string | null;
}

const ORDER: readonly RefusalRow['outcome'][] = ['refused', 'rejected', 'clipped', 'dropped'];

/** One entry a code and outcome; outcomes in the order refused, rejected, clipped, dropped, codes in that of the alphabet. */
export function refusalExamplesOf({ refusalRows, refusalTallies }: RunOutcome): readonly SummaryRefusal[] {
  const groups = new Map<string, { readonly first: RefusalRow; listed: number }>();
  for (const row of refusalRows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), { first: row, listed: 1 });
    else group.listed += 1;
  }
  const counts = new Map<string, number>();
  for (const tally of refusalTallies) counts.set(keyOf(tally), (counts.get(keyOf(tally)) ?? 0) + tally.count);
  return [...groups]
    .map(([key, { first, listed }]) => ({
      outcome: first.outcome,
      code: first.code,
      count: counts.get(key) ?? listed,
      listed,
      message: first.message,
      firstTime: timeText(first.time),
      strategyId: first.strategyId,
      symbol: first.symbol,
      operands: operandsText(first.operands),
    }))
    .toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) || (a.code < b.code ? -1 : 1));
}

function keyOf({ outcome, code }: Pick<RefusalTally, 'outcome' | 'code'>): string {
  return `${outcome} ${code}`;
}
