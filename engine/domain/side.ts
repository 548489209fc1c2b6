// Directions: what an order does (buy, sell), what a position is (long, short), and how hedge mode names the two.
import { type Decimal, ZERO } from './decimal.ts';

/** What an order does. */
export type Side = 'buy' | 'sell';
/** What a position is: gaining when the price rises, or when it falls. */
export type Direction = 'long' | 'short';
/** `both` is the one position of one-way mode; hedge mode has a `long` and a `short` one per symbol. */
export type PositionSide = 'both' | Direction;
export type PositionMode = 'one-way' | 'hedge';
/** Whether a symbol's positions share the account's balance or each have a margin of their own. */
export type MarginMode = 'cross' | 'isolated';

/** +1 for what gains when the price rises, −1 for what gains when it falls. */
export type Sign = 1 | -1;

export function signOf(side: Side | Direction): Sign {
  return side === 'buy' || side === 'long' ? 1 : -1;
}

export function oppositeSide(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy';
}

export function oppositeDirection(direction: Direction): Direction {
  return direction === 'long' ? 'short' : 'long';
}

/** The side of an order that opens or enlarges a position of this direction. */
export function openingSide(direction: Direction): Side {
  return direction === 'long' ? 'buy' : 'sell';
}

/** The side of an order that reduces or closes a position of this direction. */
export function closingSide(direction: Direction): Side {
  return direction === 'long' ? 'sell' : 'buy';
}

/** The quantity with the sign of the side: buys add, sells subtract. */
export function signedQuantity(side: Side, quantity: Decimal): Decimal {
  return side === 'buy' ? quantity : quantity.neg();
}

/** Direction of a signed quantity; undefined when flat. */
export function directionOf(signed: Decimal): Direction | undefined {
  if (signed.gt(ZERO)) return 'long';
  if (signed.lt(ZERO)) return 'short';
  return undefined;
}
