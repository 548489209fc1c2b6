// Whether data with these findings may be used, by policy.
import type { DataFindings, FindingCode, FindingGroup } from './findings.ts';
import { FINDING_WORDS } from './finding-words.ts';
import { isoTime } from './recorded-time.ts';

/** `refuse`: data with a fault is not used. `warn`: it is repaired (see `repair-klines.ts`), and what was done is told. */
export type DataPolicy = 'refuse' | 'warn';

export interface Judgement {
  readonly verdict: 'pass' | 'repair' | 'refuse';
  /** One sentence a code that is a fault. */
  readonly faults: readonly string[];
  /** One sentence a code that is only to be known. */
  readonly notes: readonly string[];
}

/** Codes that make data unfit as it is. A hole of no volume fills nothing (SEMANTICS 3), and close times are derived. */
export const FAULT_CODES: ReadonlySet<FindingCode> = new Set([
  'GAP',
  'DUPLICATE',
  'DISORDER',
  'IMPOSSIBLE_CANDLE',
  'MISALIGNED',
  'ID_GAP',
  'IMPOSSIBLE_TRADE',
  'TIME_STEPS_BACK',
  'OUTSIDE_KLINE',
  'TRADES_MISSING',
]);

export function judgeFindings(findings: DataFindings, policy: DataPolicy): Judgement {
  const found = findings.groups.filter((group) => group.count > 0);
  const faults = found.filter((group) => FAULT_CODES.has(group.code)).map((group) => sentence(findings, group));
  const notes = found.filter((group) => !FAULT_CODES.has(group.code)).map((group) => sentence(findings, group));
  if (faults.length === 0) return { verdict: 'pass', faults, notes };
  return { verdict: policy === 'refuse' ? 'refuse' : 'repair', faults, notes };
}

function sentence(findings: DataFindings, group: FindingGroup): string {
  const words = FINDING_WORDS[group.code];
  const bars = words.barsWord === undefined ? '' : ` (${group.bars} ${words.barsWord})`;
  const what = `${findings.source}: ${group.count} ${group.count === 1 ? words.one : words.many}${bars}`;
  const [first] = group.listed;
  if (first === undefined) return what;
  const when = first.timeMs === null ? '' : `${isoTime(first.timeMs)} `;
  return `${what}, the first ${when}at ${first.where}: ${first.detail}`;
}
