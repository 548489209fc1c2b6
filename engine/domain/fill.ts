// One execution of one order.
import type { Decimal } from './decimal.ts';
import type { PositionSide, Side } from './side.ts';

/** Money is in quote asset unless said otherwise. */
export interface Fill {
  /** The venue's id of the execution; a fill id that is known already is dropped. */
  readonly fillId: string;
  /** Null where the venue traded without an order of ours: a liquidation or another forced close. */
  readonly clientOrderId: string | null;
  /** The venue's id of the order. */
  readonly venueOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly positionSide: PositionSide;
  /** Quote asset per base asset, slippage included. */
  readonly price: Decimal;
  /** Base asset, positive. */
  readonly quantity: Decimal;
  /** Paid when positive, received (a rebate) when negative; rounded as a posting. */
  readonly fee: Decimal;
  /** Asset the fee was taken in. */
  readonly feeAsset: string;
  /** `maker` where it rested, `taker` where it met what rested. */
  readonly liquidity: 'maker' | 'taker';
  /** `liquidation` fills close at the bankruptcy price, or reduce in stages. */
  readonly cause: 'trade' | 'liquidation';
  /** Cost of slippage in quote asset, ≥ 0 when adverse: |price − price before slippage| × quantity; null where unknown. */
  readonly slippage: Decimal | null;
  /** Epoch ms. */
  readonly time: number;
}
