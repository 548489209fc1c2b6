// What a check of strategies says: plain data, printed as it stands by `--json`.

/**
 * `breach`: the law is broken. `warning`: something stands in the way of proving it, or makes it doubtful. `note`: worth
 * knowing, and no fault.
 */
export type Severity = 'breach' | 'warning' | 'note';

export type FindingCode =
  | 'AHEAD_OF_DATA'
  | 'NOT_REPEATABLE'
  | 'FOREKNOWLEDGE'
  | 'CARRIES_PRICES'
  | 'EMITS_AT_END'
  | 'STOPPED'
  | 'REACHES_OUT'
  | 'ASKS_MACHINE'
  | 'CARRIES_TIMES'
  | 'TOO_GOOD'
  | 'SILENT'
  | 'BUST'
  | 'DEPENDS_ON_START'
  | 'DEAF_TO_PRICES';

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly sentence: string;
  /** The first difference, where the finding is one between two runs. */
  readonly difference: ShownDifference | null;
}

export interface ShownDifference {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** What the strategy emitted on the whole data; null where it emitted nothing there. */
  readonly whole: ShownIntent | null;
  readonly other: ShownIntent | null;
  /** What the other run was. */
  readonly otherRun: string;
  /** The last kline of the strategy's first market that had closed by then. */
  readonly kline: ShownKline | null;
}

export interface ShownIntent {
  readonly time: string;
  readonly words: string;
}

export interface ShownKline {
  readonly symbol: string;
  readonly interval: string;
  readonly openTime: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** One start later than the run's own. */
export interface StartComparison {
  readonly start: string;
  /** Whether the longer run held something of the strategy's at that instant. */
  readonly held: boolean;
  /** Intents at instants where both runs say the same, and where they do not. */
  readonly same: number;
  readonly differing: number;
  /** Told klines from the start up to the last difference; 0 where there is none. */
  readonly settledAfterKlines: number;
  /** Whether intents are equal again before the data ends: at least one equal intent after the last difference. */
  readonly settled: boolean;
  readonly first: ShownDifference | null;
}

/** `holds`: nothing was found against it. `unproven`: it cannot be looked behind, or was not looked at to the end. */
export type Verdict = 'holds' | 'unproven' | 'broken';

export interface StrategyVerdict {
  readonly id: string;
  readonly name: string;
  /** Absolute path of its file. */
  readonly file: string;
  readonly verdict: Verdict;
  /** Intents emitted on the whole data, warm-up left out. */
  readonly intents: number;
  readonly firstIntent: string | null;
  /** Whether it emitted the same when it was run again; null where the check was interrupted before. */
  readonly repeated: boolean | null;
  /** Cuts at which it was compared, each with data that ends there and with other prices from there on. */
  readonly cuts: number;
  readonly cutsAtIntents: number;
  readonly starts: readonly StartComparison[];
  /** The gravest first. */
  readonly findings: readonly Finding[];
}

export interface CheckedMarket {
  readonly symbol: string;
  readonly interval: string;
  readonly klines: number;
}

export interface CheckResult {
  readonly from: string;
  readonly to: string;
  readonly markets: readonly CheckedMarket[];
  readonly seed: number;
  readonly strict: boolean;
  /** Whether the check passed: no breach, and with `strict` no warning and no dependence on the start either. */
  readonly passed: boolean;
  /** Ended from outside: what is said stands, what is missing was not looked at. */
  readonly interrupted: boolean;
  readonly strategies: readonly StrategyVerdict[];
}
