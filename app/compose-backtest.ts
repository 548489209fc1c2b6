// Puts one backtest together: virtual clock, replay, simulated exchange, engine. The engine is the same as ever; only the
// three parts at its rim say that this is a backtest.
import { createSimulatedExchange } from '../backtest/exchange/simulated-exchange.ts';
import type { SimulatedExchange } from '../backtest/exchange/simulated-exchange-face.ts';
import { createReplay, type Replay, type ReplayMarket } from '../backtest/replay/replay.ts';
import type { Config } from '../config/config.ts';
import { createVirtualClock } from '../engine/clock/virtual-clock.ts';
import { Decimal } from '../engine/domain/decimal.ts';
import { createEngine } from '../engine/engine.ts';
import type { Log } from '../engine/ports/log.ts';
import type { RiskSettings } from '../engine/risk/settings.ts';
import type { Engine } from '../engine/trader/engine-face.ts';
import type { EngineObserver } from '../engine/trader/observer.ts';
import type { StrategyInstance } from '../engine/trader/strategy-instance.ts';
import { closeAtEnd } from './close-at-end.ts';
import { demandEqualBooks } from './equal-books.ts';
import { createExcursionWatch, type ExcursionWatch } from './excursion-watch.ts';
import { createIntrabarWatch, type IntrabarWatch } from './intrabar-watch.ts';
import type { LoadedRules } from './load-rules.ts';
import type { RunSpan } from './run-span.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface BacktestParts {
  readonly config: Config;
  readonly markets: readonly ReplayMarket[];
  readonly rules: Pick<LoadedRules, 'instruments' | 'brackets'>;
  readonly span: RunSpan;
  /** Each with a module of its own, where its file keeps variables. */
  readonly strategies: readonly StrategyInstance[];
  readonly riskOf: (strategyId: string) => RiskSettings;
  readonly log: Log;
  readonly observer: EngineObserver;
}

export interface Backtest {
  readonly engine: Engine;
  readonly exchange: SimulatedExchange;
  readonly replay: Replay;
  readonly intrabar: IntrabarWatch;
  readonly excursions: ExcursionWatch;
  /** Ends the strategies and closes at market, at the last closes, what they hold. */
  closeAtEnd(): void;
}

/** Nothing moves before the engine is started and the replay advanced. */
export function composeBacktest(parts: BacktestParts): Backtest {
  const { config, markets, span } = parts;
  const { instruments, brackets } = parts.rules;
  const { account, exchange: exchangeSettings, execution, risk, seed } = config;
  const clock = createVirtualClock(span.fromTime);
  const exchange = createSimulatedExchange({
    settings: exchangeSettings,
    instruments,
    brackets,
    clock,
    startBalance: account.balance,
    asset: account.asset,
  });
  const replay = createReplay({
    markets,
    ...span,
    clock,
    target: {
      walk: (instant) => {
        exchange.walk(instant);
        intrabar.see(instant);
        excursions.see(instant);
      },
    },
  });
  const excursions = createExcursionWatch(exchange.takeWalked);
  const engine: Engine = createEngine({
    clock,
    source: replay,
    venue: exchange,
    log: parts.log,
    randomOf: (strategyId) => createSeededRandom(seed, strategyId),
    instruments,
    brackets,
    strategies: parts.strategies,
    settings: {
      sharing: account.sharing,
      takerFeeRatio: new Decimal(exchangeSettings.takerFeeRatio),
      makerFeeRatio: new Decimal(exchangeSettings.makerFeeRatio),
      // Fills of one place come one after the other; there is nothing to wait for.
      execution: { ...execution, coalesceMs: 0 },
      risk,
      riskOf: parts.riskOf,
      asyncIntents: 'quarantined',
    },
    observer: {
      ...parts.observer,
      reported: (report) => {
        demandEqualBooks(report, engine.account.books, exchange.books);
        parts.observer.reported(report);
      },
      filled: (fill) => {
        excursions.filled(fill);
        parts.observer.filled(fill);
      },
      tradeEnded: (trade) => {
        excursions.tradeEnded(trade);
        parts.observer.tradeEnded(trade);
      },
    },
  });
  const watched = execution.exitsWatch;
  if (watched !== 'kline') {
    // Told to those who ask for them: the exits ask, whether or not a strategy does.
    const symbols = markets.filter(({ symbol }) => replay.provides(symbol, watched)).map(({ symbol }) => symbol);
    replay.want(symbols.map((symbol) => ({ kind: 'stream', symbol, stream: watched })));
  }
  const intrabar = createIntrabarWatch(engine.account, engine.markOf, account.balance.toNumber());

  return {
    engine,
    exchange,
    replay,
    intrabar,
    excursions,
    closeAtEnd() {
      const symbols = markets.map(({ symbol }) => symbol);
      const { latencyMs } = exchangeSettings;
      const time = clock.now();
      closeAtEnd({ engine, exchange, replay, symbols, time, latencyMs });
      // What closing cost is a fall like any other.
      intrabar.see({ time, klines: [], funding: [] });
    },
  };
}
