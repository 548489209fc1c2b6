// How much the account would have at stake, before a plan and after it: positions at mark and orders by the larger side.
import { averagePrice } from '../domain/account.ts';
import { type Decimal, sumDecimals, toDecimal, ZERO } from '../domain/decimal.ts';
import type { Order } from '../domain/order.ts';
import type { Plan } from '../domain/plan.ts';
import type { PositionSide } from '../domain/side.ts';
import { type Reservation, reservationOf } from '../orders/reservations.ts';
import { ordersAfter } from './judged-order.ts';
import type { RiskView } from './risk-view.ts';

export interface Exposure {
  /** The plan's symbol, as it is and as it would be. */
  readonly before: Reservation;
  readonly after: Reservation;
}

/** The account's exposure in the plan's market. */
export function exposureOf(plan: Plan, view: RiskView): Exposure {
  const quantityOf = (side: PositionSide): Decimal => view.position(plan.symbol, side).quantity;
  return {
    before: reserve(view, plan.symbol, view.workingOrders(plan.symbol), quantityOf),
    after: reserve(view, plan.symbol, ordersAfter(plan, view), quantityOf),
  };
}

/** The strategy's own exposure in the plan's market: its books and its orders. */
export function ownExposureOf(plan: Plan, view: RiskView): Exposure {
  const quantityOf = (side: PositionSide): Decimal => view.book(plan.strategyId, plan.symbol, side).quantity;
  const own = (orders: Iterable<Order>): readonly Order[] =>
    [...orders].filter((order) => order.strategyId === plan.strategyId);
  return {
    before: reserve(view, plan.symbol, own(view.workingOrders(plan.symbol)), quantityOf),
    after: reserve(view, plan.symbol, own(ordersAfter(plan, view)), quantityOf),
  };
}

/** What all markets but the plan's have at stake and in reserve. */
export function otherReservations(plan: Plan, view: RiskView): Pick<Reservation, 'exposure' | 'reservedMargin'> {
  const others = view.symbols
    .filter((symbol) => symbol !== plan.symbol)
    .map((symbol) => reserve(view, symbol, view.workingOrders(symbol), (side) => view.position(symbol, side).quantity));
  return {
    exposure: sumDecimals(others.map(({ exposure }) => exposure)),
    reservedMargin: sumDecimals(others.map(({ reservedMargin }) => reservedMargin)),
  };
}

/**
 * The mark price, or what comes nearest to it: the last close, else what the position cost. Zero where nothing is known or
 * held: such a market opens nothing (market-data-fresh).
 */
export function markOf(view: RiskView, symbol: string): Decimal {
  const { mark, last } = view.market(symbol);
  const price = mark ?? last;
  if (price !== null) return toDecimal(price);
  const held = POSITION_SIDES.map((side) => view.position(symbol, side)).find(({ quantity }) => !quantity.isZero());
  return (held && averagePrice(held)) ?? ZERO;
}

const POSITION_SIDES: readonly PositionSide[] = ['both', 'long', 'short'];

function reserve(
  view: RiskView,
  symbol: string,
  orders: Iterable<Order>,
  quantityOf: (side: PositionSide) => Decimal,
): Reservation {
  return reservationOf(orders, { quantityOf, leverage: view.setting(symbol).leverage, mark: markOf(view, symbol) });
}
