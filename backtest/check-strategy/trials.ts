// The runs a check is made of, one after the other, with what each strategy emitted in them.
import type { LabRun, LabRunRequest, StrategyLab } from '../../app/strategy-lab.ts';
import { createEmissionBook, type EmissionBook } from './emission-book.ts';

export interface CheckHooks {
  readonly signal: { readonly aborted: boolean };
  /** Klines run so far and in all, of which the latter is an estimate. */
  onProgress(done: number, total: number): void;
}

export interface Trial {
  readonly run: LabRun;
  readonly book: EmissionBook;
}

export interface Trials {
  /** Undefined where it was interrupted. */
  make(request: Partial<LabRunRequest>): Promise<Trial | undefined>;
  /** Whether somebody asked to end. */
  isOver(): boolean;
}

/** Runs on the lab's own data and span where a request does not say otherwise. */
export function createTrials(lab: StrategyLab, hooks: CheckHooks, klinesTotal: number): Trials {
  let done = 0;
  return {
    isOver: () => hooks.signal.aborted,
    async make(request) {
      if (hooks.signal.aborted) return undefined;
      const { markets, fromTime, toTime } = lab;
      const book = createEmissionBook();
      let doneHere = 0;
      const run = await lab.run(
        { markets, fromTime, toTime, otherMachine: null, instantsMax: null, ...request },
        {
          signal: hooks.signal,
          onIntent: book.note,
          onProgress: (klines) => {
            doneHere = klines;
            hooks.onProgress(Math.min(done + klines, klinesTotal), klinesTotal);
          },
        },
      );
      done += doneHere;
      return run.interrupted ? undefined : { run, book };
    },
  };
}
