// Positions as strategies and checks see them. A strategy's book is what its own orders filled; the account's net
// position is the sum over books.
import type { Decimal } from './decimal.ts';
import type { PositionSide } from './side.ts';

/** One strategy's filled position in one market. */
export interface StrategyPosition {
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** Base asset, signed. */
  readonly quantity: Decimal;
  /** What the open quantity cost, in quote asset. */
  readonly cost: Decimal;
  /** cost / |quantity|; null when flat. */
  readonly averagePrice: Decimal | null;
  /** Sum of realised results of this book, before fees and funding. */
  readonly realised: Decimal;
  readonly feesPaid: Decimal;
  readonly fundingReceived: Decimal;
}

export interface EquityPoint {
  /** Epoch ms. */
  readonly time: number;
  /** Wallets plus unrealised result at mark, in the account's asset. */
  readonly equity: number;
}
