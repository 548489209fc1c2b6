// The summary of a run as this page reads it: a folder written by an older version lacks members, and lacking one is no reason
// to show nothing.
import type { ReportModel } from '../../page/report-model.ts';

type Summary = ReportModel['summary'];

/** Members that every version has written; all others may be missing. */
type Always =
  | 'name'
  | 'from'
  | 'to'
  | 'interrupted'
  | 'bust'
  | 'asset'
  | 'initialEquity'
  | 'finalEquity'
  | 'netProfit'
  | 'returnRatio'
  | 'trades';

export type RunSummary = Pick<Summary, Always> & {
  readonly [Member in Exclude<keyof Summary, Always>]?: Summary[Member];
};

/** A member by its path, `benchmark.alphaRatio`; undefined where there is none. */
export function memberAt(summary: RunSummary, path: string): unknown {
  let found: unknown = summary;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.entries(found).find(([key]) => key === name)?.[1];
  }
  return found;
}
