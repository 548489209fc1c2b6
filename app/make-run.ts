// One run from its first instant to its last, with a look at the world in between: progress is told, Ctrl-C is heard.
import { guardForeignSchedulers } from '../engine/strategy/foreign-scheduler-guard.ts';
import type { StrategyInstance } from '../engine/trader/strategy-instance.ts';
import type { BacktestHooks } from './backtest-request.ts';
import { composeBacktest, type Backtest } from './compose-backtest.ts';
import type { LoadedRun } from './load-run.ts';
import { INSTEAD, type MachineUse, watchMachineCalls } from './machine-calls.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { placeText, watchErrors } from './strategy-errors.ts';
import { UserError } from './user-error.ts';

export interface RunParts extends Pick<LoadedRun, 'config' | 'data' | 'strategies'> {
  /** For this run alone. */
  readonly instances: readonly StrategyInstance[];
  /** `onProgress` is told of this run's klines. */
  readonly hooks: BacktestHooks;
  /** Who looks closer than a result needs. */
  readonly watch?: RunWatch;
}

export interface RunWatch {
  /** The run is joined, and nothing has moved yet. */
  begins(backtest: Backtest): void;
  /** Called before each instant; true ends the run before it. */
  instantBegins(): boolean;
  /** A strategy asked the machine for time or chance; of each strategy and each call once. */
  machineAsked(use: MachineUse): void;
}

export interface Run {
  readonly backtest: Backtest;
  readonly recorder: Recorder;
  /** Ended from outside before the data was over. */
  readonly interrupted: boolean;
}

/** Instants between two looks at the world: half a second of a busy strategy, and too few looks to cost anything. */
const INSTANTS_PER_LOOK = 512;

/** Makes the run; rejects with a UserError where a strategy fails before the first kline. */
export async function makeRun(parts: RunParts): Promise<Run> {
  const { hooks, config, watch } = parts;
  const recorder = createRecorder();
  const backtest = composeRun(parts, recorder);
  const { engine, replay } = backtest;
  const isOver = watch === undefined ? recorder.isBust : () => recorder.isBust() || watch.instantBegins();
  const releaseSchedulers = guardForeignSchedulers();
  const releaseMachine = watchMachineCalls(parts.strategies, machineLogger(parts));
  const errors = watchErrors(parts.strategies, engine);
  const logQuarantines = quarantineLogger(parts, recorder);
  let [goesOn, interrupted] = [true, false];
  watch?.begins(backtest);
  try {
    engine.start();
    demandStarted(parts, recorder);
    while (goesOn && !interrupted) {
      goesOn = replay.advance(INSTANTS_PER_LOOK, isOver);
      hooks.onProgress(replay.barsDone(), replay.barsTotal);
      await nextTick();
      errors.throwOurs();
      logQuarantines();
      interrupted = goesOn && hooks.signal.aborted;
    }
    if (config.results.closeAtEnd && !recorder.isBust()) {
      backtest.closeAtEnd();
      recorder.settle(engine.account.equityNumber(engine.markOf));
    }
  } finally {
    engine.stop();
    errors.release();
    releaseMachine();
    releaseSchedulers();
  }
  return { backtest, recorder, interrupted };
}

function composeRun({ config, data, strategies, instances, hooks }: RunParts, { observer }: Recorder): Backtest {
  return composeBacktest({
    config,
    markets: data.markets,
    rules: data.rules,
    span: data.span,
    strategies: instances,
    riskOf: strategies.riskOf,
    log: hooks.log,
    observer,
  });
}

/** Logs, at each call, the strategies that were stopped since the last. */
function quarantineLogger({ strategies, hooks }: RunParts, { quarantines }: Recorder): () => void {
  let logged = 0;
  return () => {
    for (const quarantine of quarantines().slice(logged)) {
      const { strategyId, code, message } = quarantine;
      const place = placeText(strategies, quarantine);
      hooks.log.write('error', `strategy ${strategyId} is stopped: ${message}`, { code, place });
      logged += 1;
    }
  };
}

/** Warns of what makes a run that nobody can repeat. */
function machineLogger({ hooks, watch }: RunParts): (use: MachineUse) => void {
  return (use) => {
    const { strategyId, call, place } = use;
    const sentence = `strategy ${strategyId} calls ${call}, the machine's own, so no run can be repeated; take ${INSTEAD[call]}`;
    hooks.log.write('warn', sentence, { place });
    watch?.machineAsked(use);
  };
}

/** A run without a strategy that was asked for is not the run that was asked for. */
function demandStarted({ strategies }: RunParts, { quarantines }: Recorder): void {
  const failed = quarantines();
  if (failed.length === 0) return;
  const sentences = failed.map((quarantine) => {
    const { strategyId, message } = quarantine;
    return `${placeText(strategies, quarantine)}: strategy ${strategyId} could not start: ${message}`;
  });
  throw new UserError(sentences.join('\n'));
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
