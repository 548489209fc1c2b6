// What the checks may see of the engine: a read-only window, built by the engine and handed in. It always shows the
// present; checks read from it and keep nothing.
import type { PositionBook, SymbolSetting } from '../domain/account.ts';
import type { Decimal } from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { LeverageBrackets } from '../domain/leverage-bracket.ts';
import type { FeedState } from '../domain/market-event.ts';
import type { Order } from '../domain/order.ts';
import type { StrategyPosition } from '../domain/position.ts';
import type { PositionMode, PositionSide } from '../domain/side.ts';
import type { TradingState } from './trading-states.ts';

export interface RiskMarket {
  readonly instrument: Instrument;
  /** Null where the venue states none; maintenance then counts as zero. */
  readonly brackets: LeverageBrackets | null;
  /** Last close; null before the first kline. */
  readonly last: number | null;
  readonly mark: number | null;
  /** Epoch ms of the latest news of the market. */
  readonly lastEventTime: number | null;
  readonly feed: FeedState;
  /** Length of the klines the market is told in; 0 while none was told. */
  readonly liveIntervalMs: number;
}

export interface RiskAccount {
  readonly asset: string;
  readonly positionMode: PositionMode;
  /** `shared`: several strategies may trade one symbol, and reduce-only is a promise on the book, not a flag (SEMANTICS 6). */
  readonly sharing: 'exclusive' | 'shared';
  readonly equity: Decimal;
  readonly crossWallet: Decimal;
  /** What new orders may still bind, before reservations. */
  readonly availableMargin: Decimal;
  readonly takerFeeRatio: Decimal;
  readonly makerFeeRatio: Decimal;
}

/** What risk remembers of the run so far; `createRiskRecord` keeps it from events. */
export interface RiskHistory {
  /** The stricter of what holds for the account, the strategy and the symbol. */
  tradingState(strategyId: string, symbol: string): TradingState;
  /** Orders sent after `since` (epoch ms), by one strategy or, for null, by all. */
  ordersSentSince(strategyId: string | null, since: number): number;
  /** The UTC day's first equity, moved along by transfers; null before the first one. */
  dayStartEquity(): number | null;
  /** The greatest equity since start, moved along by transfers; null before the first one. */
  peakEquity(): number | null;
  /** Epoch ms of the exit of the strategy's last losing trade; null where there was none. */
  lastLosingExitTime(strategyId: string): number | null;
}

export interface RiskView {
  /** Epoch ms. */
  readonly time: number;
  readonly symbols: readonly string[];
  readonly account: RiskAccount;
  readonly history: RiskHistory;
  market(symbol: string): RiskMarket;
  setting(symbol: string): Pick<SymbolSetting, 'leverage' | 'marginMode'>;
  /** The account's net position; a zero book when flat. */
  position(symbol: string, positionSide: PositionSide): PositionBook;
  book(strategyId: string, symbol: string, positionSide: PositionSide): Pick<StrategyPosition, 'quantity' | 'cost'>;
  /** Every order that has not ended, of every strategy, pending ones included. */
  workingOrders(symbol?: string): Iterable<Order>;
  order(clientOrderId: string): Order | undefined;
}
