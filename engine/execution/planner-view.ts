// What planner and brackets may see of the engine: a read-only window, built by the engine and handed in. It always shows
// the present; nothing read from it is kept across events.
import type { PositionBook, SymbolSetting } from '../domain/account.ts';
import type { Decimal } from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Interval } from '../domain/interval.ts';
import type { Order } from '../domain/order.ts';
import type { StrategyPosition } from '../domain/position.ts';
import type { PositionMode, PositionSide } from '../domain/side.ts';

export interface PlannerMarket {
  readonly instrument: Instrument;
  /** Last close; null before the first kline. */
  readonly last: number | null;
  readonly mark: number | null;
}

export interface PlannerAccount {
  readonly positionMode: PositionMode;
  /** `shared`: several strategies may trade one symbol, and reduce-only is a promise on the book, not a flag (SEMANTICS 6). */
  readonly sharing: 'exclusive' | 'shared';
  /** In the account's asset. */
  readonly equity: Decimal;
  readonly takerFeeRatio: Decimal;
}

/** The part of the account a strategy sizes by, where it was given one. */
export interface StrategyCapital {
  readonly capitalRatio: Decimal;
  readonly initialBalance: Decimal;
  /** Realised and unrealised, net of fees and funding. */
  readonly ownResult: Decimal;
}

export interface PlannerView {
  /** Epoch ms. */
  readonly time: number;
  readonly account: PlannerAccount;
  market(symbol: string): PlannerMarket;
  setting(symbol: string): Pick<SymbolSetting, 'leverage' | 'marginMode'>;
  /** The account's net position; a zero book when flat. */
  position(symbol: string, positionSide: PositionSide): Pick<PositionBook, 'quantity'>;
  book(strategyId: string, symbol: string, positionSide: PositionSide): Pick<StrategyPosition, 'quantity'>;
  /** Every order that has not ended, of every strategy, pending ones included. */
  workingOrders(symbol?: string): Iterable<Order>;
  order(clientOrderId: string): Order | undefined;
  /** What the strategy sizes by; null is the equity of the account. */
  capital(strategyId: string): StrategyCapital | null;
  /** The finest interval the strategy listens to in the market; undefined where it takes no klines. */
  finestInterval(strategyId: string, symbol: string): Interval | undefined;
}
