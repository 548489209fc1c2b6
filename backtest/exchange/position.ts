// One position and what a fill does to it: quantity, cost and isolated wallet, every step rounded as it is posted. The
// exchange's own arithmetic, written apart from the engine's so that the two can judge each other.
import { type Decimal, minDecimal, roundPosting, ZERO } from '../../engine/domain/decimal.ts';

export interface Position {
  /** Base asset, signed: short is negative. */
  readonly quantity: Decimal;
  /** What the open quantity cost, in quote asset, never negative. */
  readonly cost: Decimal;
  /** Margin set aside; zero in cross mode. */
  readonly isolatedWallet: Decimal;
}

/** What a fill made of a position, and what it moved in the cross wallet (the fee not among it). */
export interface Posting {
  readonly position: Position;
  readonly realised: Decimal;
  readonly crossWalletChange: Decimal;
  /** Part of the quantity that opened or enlarged, in base asset, positive. */
  readonly opened: Decimal;
}

export const FLAT: Position = { quantity: ZERO, cost: ZERO, isolatedWallet: ZERO };

/**
 * Posts a fill of a signed quantity (MONEY-1, "Postings"). `isolatedLeverage` is null in cross mode. A fill against the
 * position closes first; what is left of it opens the other way.
 */
export function postFill(
  position: Position,
  signedQuantity: Decimal,
  price: Decimal,
  isolatedLeverage: number | null,
): Posting {
  const isAgainst = !position.quantity.isZero() && position.quantity.isNegative() !== signedQuantity.isNegative();
  if (!isAgainst) return open(position, signedQuantity, price, isolatedLeverage);
  const closed = minDecimal(signedQuantity.abs(), position.quantity.abs());
  const closing = reduce(position, closed, price);
  const restSize = signedQuantity.abs().minus(closed);
  if (restSize.isZero()) return closing;
  const rest = signedQuantity.isNegative() ? restSize.neg() : restSize;
  const opening = open(closing.position, rest, price, isolatedLeverage);
  return {
    position: opening.position,
    realised: closing.realised,
    crossWalletChange: closing.crossWalletChange.plus(opening.crossWalletChange),
    opened: opening.opened,
  };
}

/** Unrealised result at a mark price. */
export function unrealised(position: Position, mark: Decimal): Decimal {
  const value = position.quantity.times(mark);
  return position.quantity.isNegative() ? value.plus(position.cost) : value.minus(position.cost);
}

function open(position: Position, signedQuantity: Decimal, price: Decimal, isolatedLeverage: number | null): Posting {
  const notional = roundPosting(price.times(signedQuantity.abs()));
  const margin = isolatedLeverage === null ? ZERO : roundPosting(notional.div(isolatedLeverage));
  return {
    position: {
      quantity: position.quantity.plus(signedQuantity),
      cost: position.cost.plus(notional),
      isolatedWallet: position.isolatedWallet.plus(margin),
    },
    realised: ZERO,
    crossWalletChange: margin.neg(),
    opened: signedQuantity.abs(),
  };
}

function reduce(position: Position, closed: Decimal, price: Decimal): Posting {
  const held = position.quantity.abs();
  const isWhole = closed.eq(held);
  const removed = isWhole ? position.cost : roundPosting(position.cost.times(closed).div(held));
  const released = isWhole ? position.isolatedWallet : roundPosting(position.isolatedWallet.times(closed).div(held));
  const value = roundPosting(price.times(closed));
  const isShort = position.quantity.isNegative();
  const realised = isShort ? removed.minus(value) : value.minus(removed);
  return {
    position: {
      quantity: isShort ? position.quantity.plus(closed) : position.quantity.minus(closed),
      cost: position.cost.minus(removed),
      isolatedWallet: position.isolatedWallet.minus(released),
    },
    realised,
    crossWalletChange: realised.plus(released),
    opened: ZERO,
  };
}
