// Keeps the noes of a run: every one counted by outcome, code and strategy, the first of each code and outcome as they were.
import { type CodeCounts, REFUSALS_LISTED_MAX, type RefusalTally } from '../backtest/report/run-outcome.ts';
import type { Refusal } from '../engine/domain/refusal.ts';

export interface RefusalBook {
  add(refusal: Refusal): void;
  /** In the order they happened. */
  rows(): readonly Refusal[];
  /** In the order in which each first happened. */
  tallies(): readonly RefusalTally[];
  codes(outcome: Refusal['outcome']): CodeCounts;
}

interface Group {
  readonly outcome: Refusal['outcome'];
  readonly code: string;
  readonly byStrategy: Map<string, number>;
  count: number;
}

export function createRefusalBook(listedMax: number = REFUSALS_LISTED_MAX): RefusalBook {
  const groups = new Map<string, Group>();
  const rows: Refusal[] = [];
  const groupOf = ({ outcome, code }: Refusal): Group => {
    const key = `${outcome} ${code}`;
    const known = groups.get(key);
    if (known !== undefined) return known;
    const group: Group = { outcome, code, byStrategy: new Map(), count: 0 };
    groups.set(key, group);
    return group;
  };

  return {
    add(refusal) {
      const group = groupOf(refusal);
      group.count += 1;
      group.byStrategy.set(refusal.strategyId, (group.byStrategy.get(refusal.strategyId) ?? 0) + 1);
      if (group.count <= listedMax) rows.push(refusal);
    },
    rows: () => rows,
    tallies: () =>
      [...groups.values()].flatMap(({ outcome, code, byStrategy }) =>
        [...byStrategy].map(([strategyId, count]) => ({ outcome, code, strategyId, count })),
      ),
    codes: (outcome) =>
      Object.fromEntries(
        [...groups.values()].filter((group) => group.outcome === outcome).map(({ code, count }) => [code, count]),
      ),
  };
}
