// What orders that are still to be filled bind: exposure by the larger side, and the margin reserved for it (NOTES 6.1).
// Resting, conditional and in-flight orders count alike, so that what was promised to one intent is not promised again.
import { type Decimal, maxDecimal, ZERO } from '../domain/decimal.ts';
import { isConditional, type Order } from '../domain/order.ts';
import type { PositionSide } from '../domain/side.ts';

/** One symbol of the account, as reservations are counted by it. */
export interface ReservationScope {
  /** Signed net quantity by side: `both` in one-way mode, `long` and `short` in hedge mode. */
  readonly quantityOf: (positionSide: PositionSide) => Decimal;
  readonly leverage: number;
  /** Mark price in quote asset. */
  readonly mark: Decimal;
}

/** All in quote asset. */
export interface Reservation {
  /** Σ |quantity| × mark of what is held. */
  readonly positionNotional: Decimal;
  /** The notional there would be if the larger side of the orders were filled on top; never below `positionNotional`. */
  readonly exposure: Decimal;
  /** Margin for what the orders may add, plus what those with a price beyond the mark would lose at once. */
  readonly reservedMargin: Decimal;
}

/**
 * One-way: max(|position + Σ buys|, |position − Σ sells|) at their prices; hedge mode: each side with the orders that
 * open it. Orders the venue lets only reduce add nothing. `orders` are the symbol's that have not ended.
 */
export function reservationOf(orders: Iterable<Order>, scope: ReservationScope): Reservation {
  const sums = sumBySide(orders, scope.mark);
  const net = scope.quantityOf('both').times(scope.mark);
  const long = scope.quantityOf('long').times(scope.mark).abs();
  const short = scope.quantityOf('short').times(scope.mark).abs();

  const oneWay = maxDecimal(net.plus(sums.buys).abs(), net.minus(sums.sells).abs());
  const positionNotional = net.abs().plus(long).plus(short);
  const exposure = oneWay.plus(long).plus(sums.opensLong).plus(short).plus(sums.opensShort);
  const added = exposure.minus(positionNotional);
  return { positionNotional, exposure, reservedMargin: added.div(scope.leverage).plus(sums.openLoss) };
}

/** What is left to fill of an order; null for close-position orders, which have no quantity of their own. */
export function restOf(order: Pick<Order, 'quantity' | 'filledQuantity'>): Decimal | null {
  return order.quantity === null ? null : maxDecimal(order.quantity.minus(order.filledQuantity), ZERO);
}

/**
 * The price an order is counted at: a limit's own (a sell's not below the mark, at which it would be filled), a
 * conditional order's trigger, else the mark.
 */
export function assumedPrice(
  order: Pick<Order, 'type' | 'side' | 'price' | 'triggerPrice' | 'activationPrice'>,
  mark: Decimal,
): Decimal {
  if (isConditional(order.type)) return order.triggerPrice ?? order.activationPrice ?? mark;
  if (order.price === null) return mark;
  return order.side === 'sell' ? maxDecimal(order.price, mark) : order.price;
}

interface SideSums {
  buys: Decimal;
  sells: Decimal;
  opensLong: Decimal;
  opensShort: Decimal;
  openLoss: Decimal;
}

function sumBySide(orders: Iterable<Order>, mark: Decimal): SideSums {
  const sums: SideSums = { buys: ZERO, sells: ZERO, opensLong: ZERO, opensShort: ZERO, openLoss: ZERO };
  for (const order of countedOnce(orders)) {
    const bucket = bucketOf(order);
    const rest = restOf(order);
    if (bucket === undefined || rest === null) continue;
    sums[bucket] = sums[bucket].plus(rest.times(assumedPrice(order, mark)));
    if (losesAtOnce(order, mark)) sums.openLoss = sums.openLoss.plus(rest.times(order.price.minus(mark).abs()));
  }
  return sums;
}

/** The sum an order belongs to; undefined where it can only reduce. */
function bucketOf(order: Order): 'buys' | 'sells' | 'opensLong' | 'opensShort' | undefined {
  if (order.reduceOnly || order.closePosition) return undefined;
  switch (order.positionSide) {
    case 'both':
      return order.side === 'buy' ? 'buys' : 'sells';
    case 'long':
      return order.side === 'buy' ? 'opensLong' : undefined;
    case 'short':
      return order.side === 'sell' ? 'opensShort' : undefined;
  }
}

/**
 * Whether a limit order lies beyond the mark, a buy above it or a sell below: it loses quantity × |mark − price| when it is
 * filled.
 */
function losesAtOnce(order: Order, mark: Decimal): order is Order & { readonly price: Decimal } {
  if (order.type !== 'LIMIT' || order.price === null) return false;
  return order.side === 'buy' ? order.price.gt(mark) : order.price.lt(mark);
}

/**
 * Stop and targets of one bracket exclude each other: where exits carry no reduce-only flag (a shared account), the
 * targets of a bracket with a stop are not counted on top of it.
 */
function countedOnce(orders: Iterable<Order>): readonly Order[] {
  const listed = [...orders].filter((order) => bucketOf(order) !== undefined);
  const stopped = new Set(listed.filter((order) => order.role === 'stop-loss').map((order) => order.bracketId));
  return stopped.size === 0
    ? listed
    : listed.filter(
        (order) => order.role !== 'take-profit' || order.bracketId === null || !stopped.has(order.bracketId),
      );
}
