// What an engine is joined from and what it shows of itself.
import type { Decimal } from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { LeverageBrackets } from '../domain/leverage-bracket.ts';
import type { Execution } from '../execution/execution.ts';
import type { ExecutionSettings } from '../execution/settings.ts';
import type { AccountBook } from '../portfolio/account-book.ts';
import type { Trade } from '../portfolio/trade.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MarketSource } from '../ports/market-source.ts';
import type { Random } from '../ports/random.ts';
import type { Venue } from '../ports/venue.ts';
import type { RiskSettings } from '../risk/settings.ts';
import type { StrategyState } from '../strategy/host.ts';
import type { EngineObserver } from './observer.ts';
import type { StrategyInstance } from './strategy-instance.ts';

export interface EngineSettings {
  readonly sharing: 'exclusive' | 'shared';
  /** What sizing and margin checks reckon fees by. */
  readonly takerFeeRatio: Decimal;
  readonly makerFeeRatio: Decimal;
  readonly execution: ExecutionSettings;
  readonly risk: RiskSettings;
  /** What a strategy's plans are judged by: the account's settings and its own, made one. */
  readonly riskOf: (strategyId: string) => RiskSettings;
  /** What an intent from outside the order of events leads to: on virtual time it has no place in a run. */
  readonly asyncIntents: 'quarantined' | 'allowed';
}

export interface EngineParts {
  readonly clock: Clock;
  readonly source: MarketSource;
  readonly venue: Venue;
  readonly log: Log;
  /** Chance for one strategy, from the run's seed. */
  readonly randomOf: (strategyId: string) => Random;
  /** In config order, which is the order of symbols at one instant. */
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  /** In config order. */
  readonly strategies: readonly StrategyInstance[];
  readonly settings: EngineSettings;
  readonly observer: EngineObserver;
}

export interface StrategyStatus {
  readonly strategyId: string;
  readonly state: StrategyState;
  readonly warmupIntentsDropped: number;
}

export interface Engine {
  /** Asks the venue how things stand; strategies begin when it has answered. */
  start(): void;
  /** Ends the strategies, cancels their entries and closes at market what they hold; the commands have left when this returns. */
  closeAll(): void;
  /** Quarantines a strategy for an error that it threw past its own stream. */
  fail(strategyId: string, error: unknown): void;
  /** Unsubscribes strategies and streams. */
  stop(): void;
  readonly account: AccountBook;
  readonly execution: Pick<Execution, 'brackets' | 'counters' | 'protectionOf'>;
  /** Trades that hold something, valued at mark. */
  openTrades(): readonly Trade[];
  strategies(): readonly StrategyStatus[];
  markOf(symbol: string): number | null;
}
