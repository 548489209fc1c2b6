// What a backtest is asked for with and what it gives back: the seam between the command line, or whatever else starts
// runs, and the part that joins a run together.
import type { RunOutcome, Timing } from '../backtest/report/run-outcome.ts';
import type { Summary } from '../backtest/report/summary.ts';
import type { Override } from '../config/overrides.ts';
import type { Log } from '../engine/ports/log.ts';

export interface BacktestRequest {
  /** As the user typed it; errors name it so. */
  readonly configPath: string;
  /** Settings laid over the file's, in this order: `--set`, `--from`, `--to`, `--seed`, `--no-band`. */
  readonly overrides: readonly Override[];
  /** Folder of the result files; null for one under `results/` that is named after the run (report/result-folder.ts). */
  readonly outFolder: string | null;
}

/** A flag that says "end with what there is"; looked at whenever the run yields. */
export interface StopSignal {
  readonly aborted: boolean;
}

export interface BacktestHooks {
  /** Klines walked and klines in all, those of the band's further runs included; called about every 65,536 of them. */
  onProgress(done: number, total: number): void;
  readonly signal: StopSignal;
  readonly log: Log;
}

export interface BacktestResult {
  readonly outcome: RunOutcome;
  readonly summary: Summary;
  readonly timing: Timing;
  /** Where the files lie, as the user may type it. */
  readonly folder: string;
  /** The page among them, as the user may type it; null where none was asked for. */
  readonly page: string | null;
}

/**
 * Makes a run and writes its files. An interrupted run resolves with what there is (`outcome.interrupted`). Rejects with an
 * expected failure (UserError, ConfigError, DataFileError, StrategyFileError), or with a bug.
 */
export type RunBacktest = (request: BacktestRequest, hooks: BacktestHooks) => Promise<BacktestResult>;
