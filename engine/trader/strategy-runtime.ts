// The strategies of a run with their streams: created in config order, told in that order, and found again by the symbol
// and strategy an order belongs to.
import { createScheduler } from '../clock/clock-scheduler.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Intent } from '../domain/intent.ts';
import type { Interval } from '../domain/interval.ts';
import type { Order } from '../domain/order.ts';
import type { EquityPoint, StrategyPosition } from '../domain/position.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MarketSource, MarketStream } from '../ports/market-source.ts';
import type { Random } from '../ports/random.ts';
import type { FeedState } from '../domain/market-event.ts';
import { createStrategyHost, type Quarantine, type StrategyHost } from '../strategy/host.ts';
import type { KlineChannel } from '../market/kline-channel.ts';
import type { StrategyClock } from '../strategy/contract.ts';
import { createMarketStreams, type MarketStreams } from '../strategy/market-streams.ts';
import type { StrategyInstance } from './strategy-instance.ts';

export interface RunningStrategy {
  readonly instance: StrategyInstance;
  readonly host: StrategyHost;
  readonly markets: readonly MarketStreams[];
}

export interface StrategyRuntimeParts {
  readonly instances: readonly StrategyInstance[];
  readonly instruments: ReadonlyMap<string, Instrument>;
  /** A clock whose timers run as events of their own. */
  readonly clock: Clock;
  readonly log: Log;
  readonly source: Pick<MarketSource, 'provides' | 'want'>;
  /** Chance for one strategy, seeded by the run. */
  readonly randomOf: (strategyId: string) => Random;
  readonly isTurn: () => boolean;
  /** Begins to build klines of an interval; throws RangeError where they cannot be built. */
  readonly openInterval: (symbol: string, interval: Interval) => void;
  readonly addChannel: (strategyOrder: number, channel: KlineChannel) => void;
  readonly askHistory: (symbol: string, interval: Interval, count: number) => void;
  readonly readFeed: (symbol: string) => FeedState;
  readonly readPositions: (strategyId: string, symbol: string) => readonly StrategyPosition[];
  readonly readWorkingOrders: (strategyId: string, symbol: string) => readonly Order[];
  readonly readEquity: () => EquityPoint;
  readonly post: (strategyId: string, intent: Intent) => void;
  readonly onQuarantine: (quarantine: Quarantine) => void;
}

/** Creates every strategy with its streams; nothing is subscribed yet. Throws RangeError when a symbol has no instrument. */
export function createStrategies(parts: StrategyRuntimeParts): readonly RunningStrategy[] {
  const clock = createStrategyClock(parts);
  return parts.instances.map((instance, strategyOrder) => createStrategy(parts, instance, strategyOrder, clock));
}

function createStrategyClock({ clock }: StrategyRuntimeParts): StrategyClock {
  const now = (): number => clock.now();
  return { now, scheduler: createScheduler(now, (time, action) => clock.at(time, action)) };
}

function createStrategy(
  parts: StrategyRuntimeParts,
  instance: StrategyInstance,
  strategyOrder: number,
  clock: StrategyClock,
): RunningStrategy {
  const { strategyId } = instance;
  const markets = instance.markets.map(({ role, symbol }) =>
    createMarketStreams({
      role,
      symbol,
      instrument: instrumentOf(parts.instruments, symbol),
      openInterval: (interval) => {
        parts.openInterval(symbol, interval);
      },
      onChannel: (channel) => {
        parts.addChannel(strategyOrder, channel);
      },
      askHistory: (interval, count) => {
        parts.askHistory(symbol, interval, count);
      },
      duringWarmup: (tell) => {
        host.duringWarmup(tell);
      },
      wantStream: (stream) => {
        wantStream(parts.source, symbol, stream);
      },
      readFeed: () => parts.readFeed(symbol),
      readPositions: () => parts.readPositions(strategyId, symbol),
      readWorkingOrders: () => parts.readWorkingOrders(strategyId, symbol),
    }),
  );
  const host: StrategyHost = createStrategyHost({
    strategyId,
    definition: instance.definition,
    params: instance.params,
    markets,
    clock,
    random: parts.randomOf(strategyId),
    log: parts.log,
    readEquity: parts.readEquity,
    post: (intent) => {
      parts.post(strategyId, intent);
    },
    isTurn: parts.isTurn,
    onQuarantine: parts.onQuarantine,
  });
  return { instance, host, markets };
}

function wantStream(source: StrategyRuntimeParts['source'], symbol: string, stream: MarketStream): void {
  if (!source.provides(symbol, stream)) {
    throw new Error(
      `the market source has no ${stream} stream for ${symbol}; declare needs: ['${stream}'] to be told at load`,
    );
  }
  source.want([{ kind: 'stream', symbol, stream }]);
}

function instrumentOf(instruments: ReadonlyMap<string, Instrument>, symbol: string): Instrument {
  const instrument = instruments.get(symbol);
  if (instrument === undefined) throw new RangeError(`${symbol} has no instrument rules`);
  return instrument;
}
