// Makes a backtest from a configuration: load, run, run again for the band where klines were ambiguous, write the files.
import { combineHashes } from '../backtest/data/data-hash.ts';
import { indexAtTime } from '../backtest/data/kline-columns.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import { resultFolderName } from '../backtest/report/result-folder.ts';
import type { Band, RunOutcome, Timing } from '../backtest/report/run-outcome.ts';
import { buildSummary } from '../backtest/report/summary.ts';
import { writeRunFiles } from '../backtest/report/write-run-files.ts';
import { symbolsOf, type Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { type Decimal, maxDecimal, minDecimal } from '../engine/domain/decimal.ts';
import { intervalMs } from '../engine/domain/interval.ts';
import { guardForeignSchedulers } from '../engine/strategy/foreign-scheduler-guard.ts';
import { listAssumptions } from './assumptions.ts';
import type { BacktestHooks, RunBacktest } from './backtest-request.ts';
import { composeBacktest, type Backtest, type BacktestParts } from './compose-backtest.ts';
import { loadMarkets, type LoadedMarkets } from './load-markets.ts';
import { loadRules, type LoadedRules } from './load-rules.ts';
import { loadStrategies, type LoadedStrategies } from './load-strategies.ts';
import { makeMarkets } from './make-markets.ts';
import { packageVersion } from './package-root.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { UserError } from './user-error.ts';

export const runBacktest: RunBacktest = async (request, hooks) => {
  const loadStart = performance.now();
  const loaded = loadConfig({ path: request.configPath, overrides: request.overrides, environment: process.env });
  const { config } = loaded;
  const strategies = await loadStrategies(loaded);
  const { rules, markets, fromTime, toTime } = await loadData(config);
  demandNeeds(strategies, markets.markets);
  for (const note of [...markets.notes, ...rules.notes]) hooks.log.write('info', note);
  const loadMs = performance.now() - loadStart;

  const parts = {
    config,
    markets: markets.markets,
    instruments: rules.instruments,
    brackets: rules.brackets,
    strategies: strategies.instances,
    riskOf: strategies.riskOf,
    fromTime,
    toTime,
    log: hooks.log,
  };
  const runStart = performance.now();
  const run = await runOnce(parts, hooks, { doneBefore: 0, totalBars: (bars) => bars });
  const elapsedMs = performance.now() - runStart;
  const band = await runBand(parts, run, hooks);

  const outcome: RunOutcome = {
    ...outcomeOf(config, run, strategies, fromTime),
    version: packageVersion(),
    dataHash: combineHashes([markets.dataHash, rules.rulesHash]),
    configHash: loaded.configHash,
    strategyHash: strategies.strategyHash,
    band,
    assumptions: listAssumptions(config, markets.markets, run.backtest.replay.markSpans(), [
      ...markets.notes,
      ...rules.notes,
    ]),
  };
  const bars = run.backtest.replay.barsDone();
  const timing: Timing = {
    elapsedMs: Math.round(elapsedMs),
    barsPerSecond: elapsedMs > 0 ? Math.round((1000 * bars) / elapsedMs) : 0,
    loadMs: Math.round(loadMs),
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  };
  const summary = buildSummary(outcome);
  const endTime = outcome.equity.time.at(-1) ?? fromTime;
  const named = { name: config.name, startTime: fromTime, endTime, configHash: loaded.configHash };
  const folder = request.outFolder ?? `results/${resultFolderName(named)}`;
  await writeRunFiles(folder, { outcome, summary, timing });
  return { outcome, summary, timing, folder };
};

interface LoadedData {
  readonly rules: LoadedRules;
  readonly markets: LoadedMarkets;
  readonly fromTime: number;
  readonly toTime: number;
}

/** Rules are those in force at the start of the run, which may be known only when the klines are read. */
async function loadData({ data, seed }: Config): Promise<LoadedData> {
  const symbols = symbolsOf(data);
  const files = { instruments: data.instruments, brackets: data.brackets };
  if (data.synthetic !== null) {
    const rules = await loadRules(files, symbols, data.from ?? data.synthetic.from);
    const markets = makeMarkets(data.synthetic, rules.instruments, seed);
    return { rules, markets, ...spanOf(markets.markets, data) };
  }
  const markets = await loadMarkets(data);
  const span = spanOf(markets.markets, data);
  return { rules: await loadRules(files, symbols, span.fromTime), markets, ...span };
}

/** First open and last close of the klines, narrowed by the config; throws UserError where nothing is left between. */
function spanOf(
  markets: readonly ReplayMarket[],
  { from, to }: Config['data'],
): { readonly fromTime: number; readonly toTime: number } {
  const firstOpens = markets.map(({ klines }) => klines.openTime[0] ?? Number.POSITIVE_INFINITY);
  const lastCloses = markets.map(
    ({ klines }) => (klines.openTime[klines.length - 1] ?? Number.NEGATIVE_INFINITY) + intervalMs(klines.interval),
  );
  const fromTime = Math.max(from ?? Number.NEGATIVE_INFINITY, Math.min(...firstOpens));
  const toTime = Math.min(to ?? Number.POSITIVE_INFINITY, Math.max(...lastCloses));
  const hasKlines = markets.some(({ klines }) => indexAtTime(klines, fromTime) < indexAtTime(klines, toTime));
  if (hasKlines) return { fromTime, toTime };
  const span = `${isoText(Math.min(...firstOpens))} to ${isoText(Math.max(...lastCloses))}`;
  throw new UserError(`data.from, data.to: no kline lies between them; the data reaches from ${span}`, 2);
}

function isoText(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** A strategy that lives on a stream the data lacks is refused before the run, never run on silence. */
function demandNeeds(strategies: LoadedStrategies, markets: readonly ReplayMarket[]): void {
  for (const { strategyId, definition, markets: bound } of strategies.instances) {
    for (const need of definition.needs) {
      const lacking = bound.find(({ symbol }) => {
        const market = markets.find((candidate) => candidate.symbol === symbol);
        return need !== 'mark' && (need !== 'funding' || market?.funding === undefined);
      });
      if (lacking === undefined) continue;
      const message = `strategies: ${strategyId}: "${definition.name}" needs the ${need} stream, which the data of ${lacking.symbol} does not have`;
      throw new UserError(message, 2);
    }
  }
}

type RunParts = Omit<BacktestParts, 'observer'>;

interface Run {
  readonly backtest: Backtest;
  readonly recorder: Recorder;
  readonly interrupted: boolean;
}

interface ProgressSpan {
  /** Klines walked by the runs before. */
  readonly doneBefore: number;
  readonly totalBars: (bars: number) => number;
}

/** Instants between two looks at the world: often enough for Ctrl-C, seldom enough to cost nothing. */
const INSTANTS_PER_YIELD = 65_536;

async function runOnce(parts: RunParts, hooks: BacktestHooks, span: ProgressSpan): Promise<Run> {
  const recorder = createRecorder();
  const backtest = composeBacktest({ ...parts, observer: recorder.observer });
  const { engine, replay } = backtest;
  const release = guardForeignSchedulers();
  let interrupted = false;
  try {
    engine.start();
    while (replay.advance(INSTANTS_PER_YIELD, recorder.isBust)) {
      hooks.onProgress(span.doneBefore + replay.barsDone(), span.totalBars(replay.barsTotal));
      await nextTick();
      if (!hooks.signal.aborted) continue;
      interrupted = true;
      break;
    }
    if (parts.config.results.closeAtEnd && !recorder.isBust()) backtest.closeAtEnd();
    hooks.onProgress(span.doneBefore + replay.barsDone(), span.totalBars(replay.barsTotal));
  } finally {
    engine.stop();
    release();
  }
  return { backtest, recorder, interrupted };
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const WALKS = ['worst-first', 'nearest-extreme-first', 'best-first'] as const;

/** The spread of final equity over the three walks; null where it was not asked for, or the run was ended from outside. */
async function runBand(parts: RunParts, run: Run, hooks: BacktestHooks): Promise<Band | null> {
  const { config } = parts;
  const isAmbiguous = run.backtest.exchange.statistics.ambiguousBars > 0;
  if (!config.results.band || run.interrupted || !isAmbiguous) return null;
  const own = finalEquity(run.backtest);
  let [pessimistic, optimistic] = [own, own];
  let doneBefore = run.backtest.replay.barsDone();
  for (const walk of WALKS) {
    if (walk === config.exchange.walk) continue;
    const other = { ...parts, config: { ...config, exchange: { ...config.exchange, walk } }, log: SILENT };
    const again = await runOnce(other, hooks, { doneBefore, totalBars: (bars) => WALKS.length * bars });
    if (again.interrupted) return null;
    const equity = finalEquity(again.backtest);
    pessimistic = minDecimal(pessimistic, equity);
    optimistic = maxDecimal(optimistic, equity);
    doneBefore += again.backtest.replay.barsDone();
  }
  return { pessimistic, optimistic };
}

/** The further runs of a band say nothing that the first has not said. */
const SILENT = { write: () => undefined };

function finalEquity({ engine }: Backtest): Decimal {
  return engine.account.equity(engine.markOf) ?? engine.account.crossWallet();
}

type KnownOutcome = Omit<RunOutcome, 'version' | 'dataHash' | 'configHash' | 'strategyHash' | 'band' | 'assumptions'>;

function outcomeOf(config: Config, run: Run, strategies: LoadedStrategies, startTime: number): KnownOutcome {
  const { backtest, recorder } = run;
  const { engine, exchange, replay, intrabar } = backtest;
  const books = engine.account.books();
  const trades = [...recorder.trades(), ...engine.openTrades()];
  return {
    name: config.name,
    seed: config.seed,
    asset: config.account.asset,
    initialEquity: config.account.balance,
    finalEquity: finalEquity(backtest),
    feesPaid: books.feesPaid,
    fundingReceived: books.fundingReceived,
    equity: recorder.equitySeries(startTime, config.account.balance),
    intrabarDrawdownRatio: intrabar.drawdownRatio(),
    bars: replay.barsDone(),
    trades: trades.toSorted((a, b) => a.entryTime - b.entryTime),
    orders: recorder.orders(),
    fills: recorder.fills(),
    liquidations: exchange.statistics.liquidations,
    refusals: recorder.codes('refused'),
    rejections: recorder.codes('rejected'),
    clips: recorder.codes('clipped'),
    drops: recorder.codes('dropped'),
    warmupIntentsDropped: engine.strategies().reduce((sum, { warmupIntentsDropped }) => sum + warmupIntentsDropped, 0),
    ambiguousBars: exchange.statistics.ambiguousBars,
    ambiguousLiquidations: exchange.statistics.ambiguousLiquidations,
    interrupted: run.interrupted,
    bust: recorder.isBust(),
    quarantined: recorder.quarantines().map(({ strategyId, time, code, message, cause }) => ({
      strategyId,
      time,
      code,
      message: `${message}${strategies.placeOf(strategyId, cause)}`,
    })),
    unprotectedByChoice: strategies.instances
      .map(({ strategyId }) => strategyId)
      .filter((strategyId) => !strategies.riskOf(strategyId).requireStop),
  };
}
