// A bench for strategies written inside tests: hand-made klines, the real replay, the real simulated exchange and the real
// engine, put together as a backtest is (app/compose-backtest.ts). By default nothing slips, volume is endless and no stop
// is demanded, so that a price in a test is a price of its klines; fees are the exchange's (maker 0.0002, taker 0.0005).
import type { FundingRow } from '../../../backtest/data/funding-columns.ts';
import { fundingColumnsFromRows } from '../../../backtest/data/funding-columns.ts';
import { klineColumnsFromRows, type KlineColumns, type KlineRow } from '../../../backtest/data/kline-columns.ts';
import type { ReplayMarket } from '../../../backtest/replay/replay.ts';
import { composeBacktest, type Backtest } from '../../../app/compose-backtest.ts';
import type { Config } from '../../../config/config.ts';
import { exchangeSettingsOf } from '../../../config/exchange-settings.ts';
import { configSchema } from '../../../config/schema.ts';
import { Decimal } from '../../../engine/domain/decimal.ts';
import type { Instrument } from '../../../engine/domain/instrument.ts';
import { intervalMs, type Interval } from '../../../engine/domain/interval.ts';
import type { LeverageBrackets } from '../../../engine/domain/leverage-bracket.ts';
import type { LogFields } from '../../../engine/ports/log.ts';
import { mergeRiskSettings } from '../../../engine/risk/merge-settings.ts';
import type { StrategyDefinition } from '../../../engine/strategy/define-strategy.ts';
import { guardForeignSchedulers } from '../../../engine/strategy/foreign-scheduler-guard.ts';
import type { StrategyInstance } from '../../../engine/trader/strategy-instance.ts';
import { BRACKETS, instrument } from '../../engine/instruments.ts';
import { createRecord, type RunRecord } from './record.ts';

/** [open, high, low, close, volume], volume 1,000,000 where it is left out; null is a kline that is missing. */
export type Candle = readonly [number, number, number, number, number?] | null;

export interface MarketInput {
  readonly klines: readonly Candle[];
  readonly marks?: readonly Candle[];
  /** Rates by the number of the kline at whose end they settle. */
  readonly funding?: Readonly<Record<number, number>>;
  readonly finer?: { readonly interval: Interval; readonly klines: readonly Candle[] };
  readonly coarse?: { readonly interval: Interval; readonly klines: readonly Candle[] };
  readonly instrument?: Partial<Instrument>;
  readonly brackets?: LeverageBrackets;
}

export interface StrategyInput {
  readonly strategy: StrategyDefinition;
  /** Symbol by role, or the symbol of the only role; default the first market. */
  readonly markets?: string | Readonly<Record<string, string>>;
  readonly params?: unknown;
  readonly risk?: Parameters<typeof mergeRiskSettings>[1];
  readonly capitalRatio?: number;
}

type Section = Readonly<Record<string, unknown>>;

export interface BenchInput {
  /** Candles of BTCUSDT, or of each symbol. */
  readonly klines: readonly Candle[] | Readonly<Record<string, readonly Candle[] | MarketInput>>;
  readonly interval?: Interval;
  /** Open time of the first kline; default T0. */
  readonly startTime?: number;
  /** Number of the first kline that is replayed; those before it serve warm-up. */
  readonly from?: number;
  /** One strategy, `s1`, or several by id, in config order. */
  readonly strategy: StrategyDefinition | Readonly<Record<string, StrategyDefinition | StrategyInput>>;
  readonly account?: Section;
  readonly exchange?: Section;
  readonly execution?: Section;
  readonly risk?: Section;
  readonly seed?: number;
}

/** Klines that open and close at `price` and reach one to each side. */
export function flat(count: number, price = 100): readonly Candle[] {
  return Array.from({ length: count }, () => [price, price + 1, price - 1, price]);
}

/** 2025-01-01T00:00Z, the open of kline 0. */
export const T0 = Date.UTC(2025, 0, 1);

export interface Bench extends RunRecord {
  readonly backtest: Backtest;
  readonly logged: readonly { readonly level: string; readonly message: string; readonly fields: LogFields }[];
  /** Replays this many instants more; all that are left where none is said. */
  step(instants?: number): void;
  stop(): void;
}

/** A run from its first kline to its last, stopped. */
export function runStrategy(input: BenchInput): Bench {
  const bench = startRun(input);
  bench.step();
  bench.stop();
  return bench;
}

/** A run that has started and stands before its first kline. */
export function startRun(input: BenchInput): Bench {
  const interval = input.interval ?? '1m';
  const startTime = input.startTime ?? T0;
  const stepMs = intervalMs(interval);
  const inputs = marketsOf(input.klines);
  const symbols = Object.keys(inputs);
  const strategies = strategiesOf(input.strategy);
  const config = configOf(input, symbols, strategies);
  const risks = new Map(
    strategies.map(([strategyId, { risk }]) => [strategyId, mergeRiskSettings(config.risk, risk ?? {})]),
  );
  const record = createRecord(startTime, stepMs);
  const logged: { level: string; message: string; fields: LogFields }[] = [];
  const count = Math.max(...Object.values(inputs).map(({ klines }) => klines.length));
  const rules = {
    instruments: new Map(symbols.map((symbol) => [symbol, instrument(symbol, inputs[symbol]?.instrument ?? {})])),
    brackets: new Map(symbols.map((symbol) => [symbol, inputs[symbol]?.brackets ?? BRACKETS])),
  };
  const span = { fromTime: startTime + (input.from ?? 0) * stepMs, toTime: startTime + count * stepMs };
  const parts = {
    config,
    markets: Object.entries(inputs).map(([symbol, market]) => replayMarket(symbol, market, interval, startTime)),
    rules,
    span,
    ...rules,
    ...span,
    strategies: strategies.map(([strategyId, strategy]) => instanceOf(strategyId, strategy, symbols)),
    riskOf: (strategyId: string) => risks.get(strategyId) ?? config.risk,
    log: {
      write: (level: string, message: string, fields: LogFields = {}) => {
        logged.push({ level, message, fields });
      },
    },
    observer: record.observer,
  };
  const backtest = composeBacktest(parts);
  guarded(() => {
    backtest.engine.start();
  });
  return {
    ...record,
    backtest,
    logged,
    step: (instants = Number.POSITIVE_INFINITY) => {
      guarded(() => backtest.replay.advance(instants));
    },
    stop: () => {
      backtest.engine.stop();
    },
  };
}

/** As a backtest runs: the machine's timers mean nothing to strategies. */
function guarded(run: () => void): void {
  const release = guardForeignSchedulers();
  try {
    run();
  } finally {
    release();
  }
}

function marketsOf(klines: BenchInput['klines']): Readonly<Record<string, MarketInput>> {
  if (isCandles(klines)) return { BTCUSDT: { klines } };
  return Object.fromEntries(
    Object.entries(klines).map(([symbol, market]) => [symbol, isCandles(market) ? { klines: market } : market]),
  );
}

function isCandles(value: unknown): value is readonly Candle[] {
  return Array.isArray(value);
}

function strategiesOf(strategy: BenchInput['strategy']): readonly (readonly [string, StrategyInput])[] {
  if (isDefinition(strategy)) return [['s1', { strategy }]];
  return Object.entries(strategy).map(([id, one]) => [id, isDefinition(one) ? { strategy: one } : one]);
}

function isDefinition(value: object): value is StrategyDefinition {
  return 'run' in value && typeof value.run === 'function';
}

function instanceOf(
  strategyId: string,
  { strategy, markets, params, capitalRatio }: StrategyInput,
  symbols: readonly string[],
): StrategyInstance {
  const symbolOf = (role: string): string => {
    const symbol = typeof markets === 'object' ? markets[role] : (markets ?? symbols[0]);
    if (symbol === undefined) throw new Error(`${strategyId}: the bench has no symbol for the role ${role}`);
    return symbol;
  };
  return {
    strategyId,
    definition: strategy,
    params: strategy.params.parse(params ?? {}),
    markets: strategy.markets.map((role) => ({ role, symbol: symbolOf(role) })),
    capitalRatio: capitalRatio === undefined ? null : new Decimal(capitalRatio),
  };
}

function configOf(
  input: BenchInput,
  symbols: readonly string[],
  strategies: readonly (readonly [string, StrategyInput])[],
): Config {
  const file = configSchema.parse({
    name: 'bench',
    seed: input.seed ?? 1,
    data: {
      synthetic: { symbols: Object.fromEntries(symbols.map((symbol) => [symbol, {}])) },
      instruments: 'none.json',
      brackets: 'none',
    },
    account: input.account ?? {},
    exchange: { slippageTicks: 0, slippageRatio: 0, participationRatio: null, ...input.exchange },
    execution: input.execution ?? {},
    risk: { requireStop: false, ...input.risk },
    strategies: strategies.map(([id]) => ({ id, file: 'inline.ts', markets: symbols[0] })),
  });
  return { ...file, name: 'bench', exchange: exchangeSettingsOf(file.exchange, file.account) };
}

function replayMarket(symbol: string, market: MarketInput, interval: Interval, startTime: number): ReplayMarket {
  const { klines, marks, funding, finer, coarse } = market;
  const stepMs = intervalMs(interval);
  const settlements: readonly FundingRow[] = Object.entries(funding ?? {}).map(([kline, rateRatio]) => ({
    time: startTime + (Number(kline) + 1) * stepMs,
    rateRatio,
    intervalHours: 8,
  }));
  return {
    symbol,
    klines: columnsOf(symbol, interval, klines, startTime),
    finer: finer === undefined ? [] : [columnsOf(symbol, finer.interval, finer.klines, startTime)],
    coarse: coarse === undefined ? [] : [columnsOf(symbol, coarse.interval, coarse.klines, startTime)],
    marks: marks === undefined ? undefined : columnsOf(symbol, interval, marks, startTime),
    funding: funding === undefined ? undefined : fundingColumnsFromRows(symbol, settlements),
  };
}

const ENDLESS_VOLUME = 1_000_000;

function columnsOf(symbol: string, interval: Interval, candles: readonly Candle[], startTime: number): KlineColumns {
  const rows: KlineRow[] = [];
  for (const [index, candle] of candles.entries()) {
    if (candle === null) continue;
    const [open, high, low, close, volume = ENDLESS_VOLUME] = candle;
    rows.push({ openTime: startTime + index * intervalMs(interval), open, high, low, close, volume });
  }
  return klineColumnsFromRows(symbol, interval, rows);
}
