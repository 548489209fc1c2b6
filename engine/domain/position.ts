// Positions as strategies and checks see them. A strategy's book is what its own orders filled; the account's net
// position is the sum over books.
import type { Decimal } from './decimal.ts';
import type { PositionSide } from './side.ts';

/** One strategy's filled position in one market. */
export interface StrategyPosition {
  readonly strategyId: string;
  readonly symbol: string;
  /** `both` in one-way mode; `long` or `short` in hedge mode. */
  readonly positionSide: PositionSide;
  /** Base asset, signed: negative is short, zero is flat (`quantity.isZero()`). */
  readonly quantity: Decimal;
  /** What the open quantity cost, in quote asset. */
  readonly cost: Decimal;
  /** Average entry price of what is open, cost / |quantity|, in quote asset per base asset; null when flat. */
  readonly averagePrice: Decimal | null;
  /** Sum of realised results of this book since the start, before fees and funding, in quote asset. */
  readonly realised: Decimal;
  /** Fees paid since the start; rebates count against them. */
  readonly feesPaid: Decimal;
  /** Funding received since the start, negative when more was paid. */
  readonly fundingReceived: Decimal;
}

/** What the account was worth at an instant. */
export interface EquityPoint {
  /** Epoch ms. */
  readonly time: number;
  /** Wallets plus unrealised result at mark, in the account's asset. */
  readonly equity: number;
}
