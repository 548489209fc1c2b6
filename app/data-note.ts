// What one should know of the data a run is made on. The log names files and lines of this machine; the result must be the
// same on every machine, so it names the series instead.
import type { DataFindings, FindingGroup } from '../backtest/data/findings.ts';
import type { Judgement } from '../backtest/data/judge-findings.ts';
import { isoTime } from '../backtest/data/recorded-time.ts';
import type { Repair } from '../backtest/data/repair-klines.ts';
import { findingText } from './data-series.ts';

export interface DataNote {
  /** For the log, one sentence each, with file and line: faults and what was done about them. */
  readonly faults: readonly string[];
  /** What is no fault and may still surprise. */
  readonly remarks: readonly string[];
  /** For the result, without a file. */
  readonly shown: string;
}

/**
 * The note on `series` (`BTCUSDT klines`): what was found in it and what was done about it; undefined where nothing was
 * found.
 */
export function noteOn(
  series: string,
  findings: DataFindings,
  judgement: Judgement,
  repairs: readonly Repair[],
): DataNote | undefined {
  const found = findings.groups.filter(({ count }) => count > 0);
  if (found.length === 0) return undefined;
  const done = repairs.map(({ what }) => what);
  return {
    faults: [...judgement.faults, ...done.map((what) => `${series}: ${what}`)],
    remarks: judgement.notes,
    shown: [`${series}: ${found.map(groupText).join(', ')}`, ...done].join('; '),
  };
}

/** `2 gaps (7 bars missing), the first 2023-09-12T08:35:00Z`. */
function groupText(group: FindingGroup): string {
  const what = findingText(group);
  const [first] = group.listed;
  return first === undefined || first.timeMs === null ? what : `${what}, the first ${isoTime(first.timeMs)}`;
}
