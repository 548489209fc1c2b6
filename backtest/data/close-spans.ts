// How long the rows of a recording say they last (close time − open time). Close times are not kept: the domain derives
// them from the open time, so all that matters is whether the recorded ones agree.

/** Rows by their recorded span in ms; a row without a close time is in none. */
export interface CloseSpans {
  readonly groups: ReadonlyMap<number, SpanGroup>;
}

export interface SpanGroup {
  readonly count: number;
  /** The first rows of the group (0-based). */
  readonly firstRows: readonly number[];
}

/** Counts spans; `add` is called once a row. */
export interface CloseSpanTally extends CloseSpans {
  add(spanMs: number, row: number): void;
}

const LISTED_ROWS_MAX = 100;
/** A file with more different spans than this is garbage; the further ones share one group, under NaN. */
const GROUPS_MAX = 1000;

export function createCloseSpanTally(): CloseSpanTally {
  const groups = new Map<number, { count: number; firstRows: number[] }>();
  let lastSpanMs = NaN;
  let last = { count: 0, firstRows: [] as number[] };

  return {
    groups,
    add(spanMs, row) {
      if (spanMs !== lastSpanMs) {
        const key = groups.has(spanMs) || groups.size < GROUPS_MAX ? spanMs : NaN;
        last = groups.get(key) ?? { count: 0, firstRows: [] };
        groups.set(key, last);
        lastSpanMs = spanMs;
      }
      last.count++;
      if (last.firstRows.length < LISTED_ROWS_MAX) last.firstRows.push(row);
    },
  };
}
