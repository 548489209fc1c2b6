// What a look at recorded data brings to light: findings by code, each counted in full and the first few listed.

export const FINDING_CODES = [
  'GAP',
  'DUPLICATE',
  'DISORDER',
  'IMPOSSIBLE_CANDLE',
  'MISALIGNED',
  'WRONG_CLOSE_TIME',
  'ZERO_VOLUME_HOLE',
  'ZERO_VOLUME',
  'DEDUCTION_MISMATCH',
  'ID_GAP',
  'IMPOSSIBLE_TRADE',
  'TIME_STEPS_BACK',
  'OUTSIDE_KLINE',
  'TRADES_MISSING',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface Finding {
  /** `file:line`, or what else names the place. */
  readonly where: string;
  /** Epoch ms; null where a finding has no time. */
  readonly timeMs: number | null;
  /** Bars the finding stands for: missing ones of a gap, those of a hole, else 1. */
  readonly bars: number;
  readonly detail: string;
}

export interface FindingGroup {
  readonly code: FindingCode;
  readonly count: number;
  /** Sum of the bars of all, listed or not. */
  readonly bars: number;
  /** The first ones, in order. */
  readonly listed: readonly Finding[];
}

export interface DataFindings {
  /** The file or files looked at. */
  readonly source: string;
  /** What they hold, for people: `BTCUSDT 5m klines`. */
  readonly subject: string;
  readonly rows: number;
  /** Epoch ms of the earliest and latest row; null where rows have no time. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** One group a code that was looked for, empty ones included. */
  readonly groups: readonly FindingGroup[];
}

export const LISTED_FINDINGS_MAX = 20;

export interface FindingCollector {
  add(code: FindingCode, finding: Finding): void;
  /** Counts further findings that are not listed. */
  addUnlisted(code: FindingCode, count: number): void;
  groups(): readonly FindingGroup[];
}

/** Gathers findings of the codes that are looked for; lists at most `listedMax` a code. */
export function createFindingCollector(codes: readonly FindingCode[], listedMax: number): FindingCollector {
  const tallies = new Map(codes.map((code) => [code, { count: 0, bars: 0, listed: [] as Finding[] }]));
  const tallyOf = (code: FindingCode): { count: number; bars: number; listed: Finding[] } => {
    const tally = tallies.get(code);
    if (tally === undefined) throw new RangeError(`${code} is not looked for here`);
    return tally;
  };

  return {
    add(code, finding) {
      const tally = tallyOf(code);
      tally.count++;
      tally.bars += finding.bars;
      if (tally.listed.length < listedMax) tally.listed.push(finding);
    },
    addUnlisted(code, count) {
      const tally = tallyOf(code);
      tally.count += count;
      tally.bars += count;
    },
    groups: () => [...tallies].map(([code, tally]) => ({ code, ...tally })),
  };
}
