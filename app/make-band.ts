// The band: final equity over whole runs with each of the three walks, to show how much hangs on the order of prices inside
// klines.
import type { Band } from '../backtest/report/run-outcome.ts';
import { maxDecimal, minDecimal } from '../engine/domain/decimal.ts';
import { finalEquityOf } from './final-equity.ts';
import { makeRun, type Run, type RunParts } from './make-run.ts';

const WALKS = ['worst-first', 'nearest-extreme-first', 'best-first'] as const;

/** The further runs say nothing that the first has not said. */
const SILENT = { write: () => undefined };

export interface MadeBand {
  /** Null where it was not asked for, where no kline was ambiguous, or where the making was interrupted. */
  readonly band: Band | null;
  readonly interrupted: boolean;
}

/** Makes the two further runs beside `run`, which must be whole; each with strategies of modules of their own. */
export async function makeBand(parts: Omit<RunParts, 'instances'>, run: Run): Promise<MadeBand> {
  const { config, strategies, hooks } = parts;
  const { replay, exchange } = run.backtest;
  if (!config.results.band || exchange.statistics.ambiguousBars === 0) return { band: null, interrupted: false };
  const equities = [finalEquityOf(run.backtest)];
  let doneBefore = replay.barsDone();
  for (const walk of WALKS) {
    if (walk === config.exchange.walk) continue;
    if (hooks.signal.aborted) return { band: null, interrupted: true };
    const runsBefore = doneBefore;
    const further = await makeRun({
      ...parts,
      config: { ...config, exchange: { ...config.exchange, walk } },
      instances: await strategies.fresh(),
      hooks: {
        ...hooks,
        log: SILENT,
        onProgress: (done, total) => {
          hooks.onProgress(runsBefore + done, WALKS.length * total);
        },
      },
    });
    if (further.interrupted) return { band: null, interrupted: true };
    equities.push(finalEquityOf(further.backtest));
    doneBefore += further.backtest.replay.barsDone();
  }
  return {
    band: { pessimistic: equities.reduce(minDecimal), optimistic: equities.reduce(maxDecimal) },
    interrupted: false,
  };
}
