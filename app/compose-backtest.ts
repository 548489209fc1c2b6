// Puts one backtest together: virtual clock, replay, simulated exchange, engine. The engine is the same as ever; only the
// three parts at its rim say that this is a backtest.
import { createSimulatedExchange } from '../backtest/exchange/simulated-exchange.ts';
import type { SimulatedExchange } from '../backtest/exchange/simulated-exchange-face.ts';
import { createReplay, type Replay, type ReplayMarket } from '../backtest/replay/replay.ts';
import type { WalkKline } from '../backtest/replay/walk-instant.ts';
import type { Config } from '../config/config.ts';
import { createVirtualClock } from '../engine/clock/virtual-clock.ts';
import { Decimal } from '../engine/domain/decimal.ts';
import type { Instrument } from '../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../engine/domain/leverage-bracket.ts';
import type { Report } from '../engine/domain/report.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { differenceOfBooks } from '../engine/portfolio/compare-books.ts';
import type { Log } from '../engine/ports/log.ts';
import type { RiskSettings } from '../engine/risk/settings.ts';
import type { StrategyInstance } from '../engine/trader/strategy-instance.ts';
import type { EngineObserver } from '../engine/trader/observer.ts';
import { createIntrabarWatch, type IntrabarWatch } from './intrabar-watch.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface BacktestParts {
  readonly config: Config;
  readonly markets: readonly ReplayMarket[];
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  readonly strategies: readonly StrategyInstance[];
  readonly riskOf: (strategyId: string) => RiskSettings;
  /** Epoch ms; by open time, from inclusive, to exclusive. */
  readonly fromTime: number;
  readonly toTime: number;
  readonly log: Log;
  readonly observer: EngineObserver;
}

export interface Backtest {
  readonly engine: Engine;
  readonly exchange: SimulatedExchange;
  readonly replay: Replay;
  readonly intrabar: IntrabarWatch;
  /** Closes at market, at the last close, what is still held. */
  closeAtEnd(): void;
}

export function composeBacktest(parts: BacktestParts): Backtest {
  const { config, instruments, brackets } = parts;
  const clock = createVirtualClock(parts.fromTime);
  const exchange = createSimulatedExchange({
    settings: config.exchange,
    instruments,
    brackets,
    clock,
    startBalance: config.account.balance,
    asset: config.account.asset,
  });
  const replay = createReplay({
    markets: parts.markets,
    fromTime: parts.fromTime,
    toTime: parts.toTime,
    clock,
    target: {
      walk: (instant) => {
        exchange.walk(instant);
        intrabar.see(instant);
      },
    },
  });
  const engine: Engine = createEngine({
    clock,
    source: replay,
    venue: exchange,
    log: parts.log,
    randomOf: (strategyId) => createSeededRandom(config.seed, strategyId),
    instruments,
    brackets,
    strategies: parts.strategies,
    settings: {
      sharing: config.account.sharing,
      takerFeeRatio: new Decimal(config.exchange.takerFeeRatio),
      makerFeeRatio: new Decimal(config.exchange.makerFeeRatio),
      // Fills of one place come one after the other; there is nothing to wait for.
      execution: { ...config.execution, coalesceMs: 0 },
      risk: config.risk,
      riskOf: parts.riskOf,
      asyncIntents: 'quarantined',
    },
    observer: {
      ...parts.observer,
      reported: (report) => {
        demandEqualBooks(engine, exchange, report);
        parts.observer.reported(report);
      },
    },
  });
  const intrabar = createIntrabarWatch(engine.account, engine.markOf, config.account.balance.toNumber());

  return {
    engine,
    exchange,
    replay,
    intrabar,
    closeAtEnd() {
      engine.closeAll();
      const time = clock.now();
      const klines = parts.markets.flatMap(({ symbol, klines: { interval } }) => {
        const close = replay.lastClose(symbol);
        return close === undefined ? [] : [flatKline(symbol, interval, time, close, engine.markOf(symbol) ?? close)];
      });
      exchange.walk({ time: time + 1, klines, funding: [] });
    },
  };
}

/** Two sets of books, kept by different code, after the same report (DESIGN law 8). A difference is a bug, and ends the run. */
function demandEqualBooks(engine: Engine, exchange: SimulatedExchange, report: Report): void {
  if (!MONEY_REPORTS.has(report.kind)) return;
  const difference = differenceOfBooks(engine.account.books(), exchange.books());
  if (difference === undefined) return;
  const { figure, ours, theirs } = difference;
  throw new Error(
    `after report ${report.reportNumber} (${report.kind}) the engine has ${figure} ${ours}, the simulated exchange ${theirs}`,
  );
}

const MONEY_REPORTS: ReadonlySet<Report['kind']> = new Set([
  'snapshot',
  'filled',
  'fundingSettled',
  'insuranceCleared',
  'transferred',
] as const);

/** Volume enough for whatever is held. */
const ENDLESS_VOLUME = 1e15;

function flatKline(
  symbol: string,
  interval: WalkKline['interval'],
  time: number,
  close: number,
  mark: number,
): WalkKline {
  return {
    symbol,
    interval,
    openTime: time,
    closeTime: time + 1,
    open: close,
    high: close,
    low: close,
    close,
    volume: ENDLESS_VOLUME,
    mark: { kind: 'ratio', ratio: mark / close },
  };
}
