// What one fill does to one position: pure arithmetic over quantity, cost and isolated wallet (SEMANTICS 8). Every amount
// of money is rounded to 1e-8 where it is posted, and nowhere else, so that two sets of books can agree to the last digit.
import type { PositionBook } from '../domain/account.ts';
import { type Decimal, minDecimal, roundPosting, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import { type MarginMode, type PositionSide, signedQuantity } from '../domain/side.ts';

/** The part of a fill that moves a position. */
export type PositionFill = Pick<Fill, 'side' | 'price' | 'quantity'>;

/** A position after a fill, and what was posted on the way there. All amounts are in quote asset. */
export interface PositionPosting {
  readonly position: PositionBook;
  /** Base asset, never negative; closed and opened add up to the fill's quantity. */
  readonly closedQuantity: Decimal;
  readonly openedQuantity: Decimal;
  /** round8(price × quantity) of the two parts. */
  readonly closedNotional: Decimal;
  readonly openedNotional: Decimal;
  /** Signed result of the closed part, before fees and funding. */
  readonly realised: Decimal;
  /** What the isolated wallet takes from the cross wallet; negative where it gives back. Zero in cross mode. */
  readonly marginMoved: Decimal;
}

/** A flat position. */
export function flatPosition(symbol: string, positionSide: PositionSide): PositionBook {
  return { symbol, positionSide, quantity: ZERO, cost: ZERO, isolatedWallet: ZERO };
}

/**
 * Applies a fill: what is opposite to the position closes it, the rest opens. A fill greater than the position closes it
 * wholly and opens the other way. `leverage` divides the opened notional into the isolated wallet.
 */
export function applyFillToPosition(
  position: PositionBook,
  fill: PositionFill,
  leverage: number,
  marginMode: MarginMode,
): PositionPosting {
  const signed = signedQuantity(fill.side, fill.quantity);
  const isOpposite = !position.quantity.isZero() && position.quantity.isNegative() !== signed.isNegative();
  const closedQuantity = isOpposite ? minDecimal(fill.quantity, position.quantity.abs()) : ZERO;
  const openedQuantity = fill.quantity.minus(closedQuantity);

  const reduction = reduce(position, closedQuantity, fill.price);
  const openedNotional = roundPosting(fill.price.times(openedQuantity));
  const margin = marginMode === 'isolated' ? roundPosting(openedNotional.div(leverage)) : ZERO;
  return {
    position: {
      symbol: position.symbol,
      positionSide: position.positionSide,
      quantity: position.quantity.plus(signed),
      cost: position.cost.minus(reduction.removedCost).plus(openedNotional),
      isolatedWallet: position.isolatedWallet.minus(reduction.releasedMargin).plus(margin),
    },
    closedQuantity,
    openedQuantity,
    closedNotional: reduction.notional,
    openedNotional,
    realised: reduction.realised,
    marginMoved: margin.minus(reduction.releasedMargin),
  };
}

/** Unrounded unrealised result at a mark: dir × (|quantity| × mark − cost). */
export function unrealisedAt(position: Pick<PositionBook, 'quantity' | 'cost'>, mark: Decimal): Decimal {
  return position.quantity.times(mark).minus(signedCost(position));
}

/** Cost with the sign of the position. */
export function signedCost(position: Pick<PositionBook, 'quantity' | 'cost'>): Decimal {
  return position.quantity.isNegative() ? position.cost.neg() : position.cost;
}

interface Reduction {
  readonly notional: Decimal;
  readonly removedCost: Decimal;
  readonly releasedMargin: Decimal;
  readonly realised: Decimal;
}

const NO_REDUCTION: Reduction = { notional: ZERO, removedCost: ZERO, releasedMargin: ZERO, realised: ZERO };

function reduce(position: PositionBook, closedQuantity: Decimal, price: Decimal): Reduction {
  if (closedQuantity.isZero()) return NO_REDUCTION;
  const notional = roundPosting(price.times(closedQuantity));
  const removedCost = partOf(position.cost, closedQuantity, position.quantity);
  const gain = notional.minus(removedCost);
  return {
    notional,
    removedCost,
    releasedMargin: partOf(position.isolatedWallet, closedQuantity, position.quantity),
    realised: position.quantity.isNegative() ? gain.neg() : gain,
  };
}

/** The closed quantity's part of an amount; a full close takes all, so that no dust of rounding stays behind. */
function partOf(amount: Decimal, closedQuantity: Decimal, quantity: Decimal): Decimal {
  const held = quantity.abs();
  return closedQuantity.eq(held) ? amount : roundPosting(amount.times(closedQuantity).div(held));
}
