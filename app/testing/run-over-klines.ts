// One strategy over hand-made klines: the engine, the replay and the simulated exchange of every backtest, made and driven as
// a backtest's are (make-run.ts), on markets that a test has written down.
import { setImmediate as nextTick } from 'node:timers/promises';
import { bucketStart, type Interval, intervalMs } from '../../engine/domain/interval.ts';
import type { Intent } from '../../engine/domain/intent.ts';
import type { Refusal } from '../../engine/domain/refusal.ts';
import { isIntent } from '../../engine/strategy/intents.ts';
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';
import { guardForeignSchedulers } from '../../engine/strategy/foreign-scheduler-guard.ts';
import { type Backtest, composeBacktest } from '../compose-backtest.ts';
import { createRecorder, type Recorder } from '../recorder.ts';
import { watchErrors } from '../strategy-errors.ts';
import { hasStream } from '../strategy-needs.ts';
import { demandOptions } from './check-options.ts';
import { makeTestMarkets, type TestTimes } from './test-markets.ts';
import type { RunOptions } from './run-options.ts';
import type { RunLog } from './strategy-run.ts';
import { STRATEGY_ID, testConfig, testParams, type TestSections } from './test-config.ts';
import { watchedStrategy } from './watched-strategy.ts';

/** A finished run with all that was seen of it. */
export interface SeenRun extends TestTimes {
  readonly strategy: StrategyDefinition;
  readonly backtest: Backtest;
  readonly recorder: Recorder;
  readonly initialEquity: number;
  readonly klineCount: number;
  readonly intents: readonly { readonly intent: Intent; readonly time: number }[];
  readonly refusals: readonly Refusal[];
  readonly logs: readonly RunLog[];
}

let lastRun: Promise<unknown> = Promise.resolve();

/** Makes the run; one at a time, since a run guards what the whole process shares. */
export function runOverKlines(
  strategy: StrategyDefinition,
  options: RunOptions,
  defaults: TestSections,
): Promise<SeenRun> {
  const run = lastRun.then(() => makeRun(strategy, options, defaults));
  lastRun = run.catch(() => undefined);
  return run;
}

async function makeRun(strategy: StrategyDefinition, options: RunOptions, defaults: TestSections): Promise<SeenRun> {
  demandOptions(strategy, options);
  const times = timesOf(options);
  const { replayed, bound, klineCount, ...rules } = makeTestMarkets(strategy.markets, options, times);
  const config = testConfig(
    options,
    defaults,
    bound.map(({ symbol }) => symbol),
  );
  for (const need of strategy.needs) {
    const lacking = replayed.filter(({ symbol }) => !hasStream(replayed, symbol, need)).map(({ symbol }) => symbol);
    if (lacking.length > 0)
      throw new RangeError(`"${strategy.name}" needs the ${need} stream; ${lacking.join(', ')} has none`);
  }
  const recorder = createRecorder();
  const intents: SeenRun['intents'][number][] = [];
  const refusals: Refusal[] = [];
  const logs: RunLog[] = [];
  const status = () => backtest.engine.strategies()[0];
  const definition = watchedStrategy(strategy, {
    warmupIntentsDropped: () => status()?.warmupIntentsDropped ?? 0,
    isRunning: () => status()?.state === 'running',
    taken: (intent, time) => {
      if (isIntent(intent)) intents.push({ intent, time });
    },
  });
  const { startTime, interval } = times;
  const backtest: Backtest = composeBacktest({
    config,
    markets: replayed,
    rules,
    span: { fromTime: startTime, toTime: startTime + klineCount * intervalMs(interval) },
    strategies: [
      {
        strategyId: STRATEGY_ID,
        definition,
        params: testParams(strategy, options.params),
        markets: bound,
        capitalRatio: null,
      },
    ],
    riskOf: () => config.risk,
    log: {
      write: (level, message, fields = {}) => {
        logs.push({ level, message, fields });
      },
    },
    observer: {
      ...recorder.observer,
      refused: (refusal) => {
        refusals.push(refusal);
        recorder.observer.refused(refusal);
      },
    },
  });
  await drive(backtest, recorder, config.results.closeAtEnd);
  const initialEquity = config.account.balance.toNumber();
  return { ...times, strategy, backtest, recorder, initialEquity, klineCount, intents, refusals, logs };
}

async function drive(backtest: Backtest, recorder: Recorder, closesAtEnd: boolean): Promise<void> {
  const { engine, replay } = backtest;
  const releaseSchedulers = guardForeignSchedulers();
  // Nobody else runs here, so what is thrown past its own stream is the strategy's.
  const place = { file: 'strategy', line: 0, column: 0 };
  const errors = watchErrors(
    { originsOf: () => [{ strategyId: STRATEGY_ID, place, shown: '' }], fileOf: () => '' },
    engine,
  );
  try {
    engine.start();
    replay.advance(Number.POSITIVE_INFINITY, recorder.isBust);
    // What a promise of the strategy still has to say is said outside the order of events, and found out.
    await nextTick();
    if (closesAtEnd && !recorder.isBust()) {
      backtest.closeAtEnd();
      recorder.settle(engine.account.equityNumber(engine.markOf));
    }
  } finally {
    engine.stop();
    errors.release();
    releaseSchedulers();
  }
}

function timesOf({ interval = '1m', start = DEFAULT_START, warmup = 0 }: RunOptions): TestTimes {
  const startTime = typeof start === 'number' ? start : Date.parse(start);
  if (!Number.isInteger(startTime)) throw new RangeError(`"start" is ${start}; allowed are epoch ms and ISO 8601`);
  if (!Number.isInteger(warmup) || warmup < 0) throw new RangeError(`"warmup" is ${warmup}; allowed are 0, 1, 2, …`);
  demandOnGrid(startTime, interval);
  return { interval, startTime, warmup };
}

/** 2025-01-01T00:00Z, a Wednesday. */
const DEFAULT_START = Date.UTC(2025, 0, 1);

function demandOnGrid(startTime: number, interval: Interval): void {
  if (bucketStart(interval, startTime) === startTime) return;
  const shown = new Date(startTime).toISOString();
  throw new RangeError(`"start" is ${shown}, which is not the open of a kline of ${interval}`);
}
