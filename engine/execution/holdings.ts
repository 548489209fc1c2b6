// What a strategy holds and has working in a market, as planners ask for it.
import { type Decimal, ZERO, maxDecimal, sumDecimals } from '../domain/decimal.ts';
import type { Order } from '../domain/order.ts';
import { type Direction, type PositionSide, closingSide, directionOf } from '../domain/side.ts';
import { restOf } from '../orders/reservations.ts';
import { type Bracket, unclaimedOf } from './bracket.ts';
import { type Planning, type Refused, refused } from './planning.ts';

/** The position an intent speaks of: the one of one-way mode, or the side it names; refused where it had to name one. */
export function positionSideOf(planning: Planning, side: Direction | undefined): PositionSide | Refused {
  if (planning.view.account.positionMode === 'one-way') return 'both';
  return side ?? refused('SIDE_NEEDED', {});
}

/** The strategy's own filled signed quantity. */
export function bookOf(planning: Planning, positionSide: PositionSide): Decimal {
  return planning.view.book(planning.strategyId, planning.symbol, positionSide).quantity;
}

export interface Held {
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  /** |book|. */
  readonly quantity: Decimal;
  /** What of it no reduction in flight is to take. */
  readonly unclaimed: Decimal;
  /** The brackets that hold something of it, oldest first. */
  readonly brackets: readonly Bracket[];
}

/** What is held on a side; undefined when flat, or when `side` names the other direction. */
export function heldOf(planning: Planning, positionSide: PositionSide, side: Direction | undefined): Held | undefined {
  const book = bookOf(planning, positionSide);
  const direction = directionOf(book);
  if (direction === undefined || (side !== undefined && side !== direction)) return undefined;
  const claimed = sumDecimals(reductionsOn(planning, positionSide, direction).map((order) => restOf(order) ?? ZERO));
  return {
    positionSide,
    direction,
    quantity: book.abs(),
    unclaimed: maxDecimal(ZERO, book.abs().minus(claimed)),
    brackets: ownBrackets(planning, positionSide).filter((bracket) => bracket.direction === direction),
  };
}

/** What of these brackets no reduction in flight is to take. */
export function unclaimedOfAll(brackets: readonly Bracket[]): Decimal {
  return sumDecimals(brackets.map((bracket) => unclaimedOf(bracket)));
}

/** The strategy's open brackets of the market, oldest first; of one side, where one is named. */
export function ownBrackets(planning: Planning, positionSide: PositionSide | null): readonly Bracket[] {
  const brackets = planning.brackets.ofMarket(planning.strategyId, planning.symbol);
  return positionSide === null ? brackets : brackets.filter((bracket) => bracket.positionSide === positionSide);
}

/** The strategy's orders of the market that have not ended. */
export function ownOrders(planning: Planning, positionSide: PositionSide | null): readonly Order[] {
  const own: Order[] = [];
  for (const order of planning.view.workingOrders(planning.symbol)) {
    if (order.strategyId !== planning.strategyId) continue;
    if (positionSide === null || order.positionSide === positionSide) own.push(order);
  }
  return own;
}

/** Entries that have not ended, market orders in flight included. */
export function ownEntries(planning: Planning, positionSide: PositionSide | null): readonly Order[] {
  return ownOrders(planning, positionSide).filter((order) => order.role === 'entry');
}

/** Orders a strategy placed by hand: entries, and resting ones that only reduce. Never legs, never closes at market. */
export function ownPlacedOrders(planning: Planning, positionSide: PositionSide | null): readonly Order[] {
  return ownOrders(planning, positionSide).filter(
    (order) => order.role === 'entry' || (order.role === 'reduce' && order.type !== 'MARKET'),
  );
}

/** Market orders in flight that reduce on somebody's word. */
export function ownReductions(planning: Planning, positionSide: PositionSide): readonly Order[] {
  return ownOrders(planning, positionSide).filter((order) => order.role === 'reduce' && order.type === 'MARKET');
}

/** Those that take from a position of this direction: one sent while the book stood on the other side takes nothing from it. */
export function reductionsOn(planning: Planning, positionSide: PositionSide, direction: Direction): readonly Order[] {
  return ownReductions(planning, positionSide).filter((order) => order.side === closingSide(direction));
}

export function idsOf(orders: readonly Order[]): readonly string[] {
  return orders.map((order) => order.clientOrderId);
}

/** Whether the strategy has made anything under the name. */
export function isKnownRef(planning: Planning, ref: string): boolean {
  if (planning.refs.useOf(planning.strategyId, ref) !== undefined) return true;
  return ownBrackets(planning, null).some((bracket) => bracket.ref === ref);
}
