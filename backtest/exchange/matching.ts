// Fills: how much of an order is filled at a place, what is posted, what is told, and what ends the order then.
import { type Decimal, minDecimal, roundPosting, ZERO } from '../../engine/domain/decimal.ts';
import type { Fill } from '../../engine/domain/fill.ts';
import type { EndedOrderStatus } from '../../engine/domain/order.ts';
import type { CancelReason } from '../../engine/domain/rejection.ts';
import { type Side, signedQuantity } from '../../engine/domain/side.ts';
import type { Desk } from './desk.ts';
import { clampToKline, placePrice, slippedPrice } from './fill-price.ts';
import { postToPosition } from './postings.ts';
import { FLAT } from './position.ts';
import { moveOrder, removeOrder, updateClaim } from './resting-orders.ts';
import { type Market, sideIndex } from './state.ts';
import { turnAfterFill } from './turn.ts';
import { budgetOf, type Walk } from './walk.ts';
import { isLimitKind, restOf, type WorkingOrder } from './working-order.ts';

/** What a reducing order can still take of the position, in base asset (RED-1). */
export function heldAgainst(market: Market, order: WorkingOrder): Decimal {
  const { side, positionSide } = order.request;
  const { quantity } = market.positions[sideIndex(market, positionSide)] ?? FLAT;
  return quantity.isNegative() === (side === 'buy') ? quantity.abs() : ZERO;
}

/** Whether a price fills a limit order of this side and price: beyond it, or also at it (PRICE-4). */
export function satisfiesLimit(side: Side, limitPrice: number, price: number, by: 'through' | 'touch'): boolean {
  if (price === limitPrice) return by === 'touch';
  return side === 'buy' ? price < limitPrice : price > limitPrice;
}

/** An order that takes at the present place, from a price before slippage; what volume leaves of it waits (LIQ-3, LIQ-4). */
export function takeNow(desk: Desk, walk: Walk, order: WorkingOrder, fromPrice: Decimal): void {
  const { market } = walk;
  const { side, timeInForce, price: limitPrice } = order.request;
  const wanted = wantedQuantity(market, order);
  const quantity = withinBudget(desk, walk, wanted);
  if (timeInForce === 'FOK' && quantity.lt(wanted)) return endOrder(desk, walk, order, 'expired', 'fok-not-filled');
  if (wanted.isZero()) return endOrder(desk, walk, order, 'expired', 'reduce-only');
  if (quantity.gt(ZERO)) {
    const price =
      isLimitKind(order) && limitPrice !== null
        ? notWorseThan(limitPrice, fromPrice, side)
        : slippedPrice(desk.models.slippage, market.instrument, side, fromPrice, quantity);
    const base = isLimitKind(order) ? price : fromPrice;
    fill(desk, walk, order, { quantity, price, base, liquidity: 'taker' });
    if (order.stage === 'ended') return;
  }
  if (timeInForce === 'IOC') return endOrder(desk, walk, order, 'expired', 'ioc-remainder');
  if (order.stage !== 'taking') moveOrder(market.orders, order, () => (order.stage = 'taking'));
}

/** A resting limit that the walk has reached: at its own price, as maker; at the open within what was traded (OPEN-3). */
export function fillResting(desk: Desk, walk: Walk, order: WorkingOrder): void {
  const wanted = wantedQuantity(walk.market, order);
  if (wanted.isZero()) return endOrder(desk, walk, order, 'expired', 'reduce-only');
  const quantity = withinBudget(desk, walk, wanted);
  const ownPrice = order.request.price ?? ZERO;
  const price = walk.phase === 'opening' ? clampToKline(walk, ownPrice) : ownPrice;
  if (quantity.gt(ZERO)) fill(desk, walk, order, { quantity, price, base: price, liquidity: 'maker' });
}

/** A limit order comes to the present place, as a new one or as a woken one: it takes, rests, or ends by its own terms. */
export function enterLimit(desk: Desk, walk: Walk, order: WorkingOrder): void {
  const { market } = walk;
  const { side, price, timeInForce } = order.request;
  const isMarketable = satisfiesLimit(side, price?.toNumber() ?? Number.NaN, market.last, desk.settings.limitFill);
  if (isMarketable) return takeNow(desk, walk, order, placePrice(walk, side));
  if (timeInForce === 'IOC') return endOrder(desk, walk, order, 'expired', 'ioc-remainder');
  if (timeInForce === 'FOK') return endOrder(desk, walk, order, 'expired', 'fok-not-filled');
  if (order.stage !== 'limit') moveOrder(market.orders, order, () => (order.stage = 'limit'));
}

/** Takes an order out and, unless its last fill said so, tells that it ended. */
export function endOrder(
  desk: Desk,
  walk: Pick<Walk, 'market' | 'time'>,
  order: WorkingOrder,
  status: EndedOrderStatus,
  reason: CancelReason | null,
): void {
  removeOrder(walk.market.orders, order);
  order.status = status;
  order.updatedTime = walk.time;
  desk.endedOrders?.add(order);
  if (reason === null) return;
  const { clientOrderId, symbol } = order.request;
  const body = { kind: 'orderCancelled', clientOrderId, symbol, reason, filledQuantity: order.filled } as const;
  desk.sink.emit(body, walk.time);
}

interface Execution {
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Price before slippage. */
  readonly base: Decimal;
  readonly liquidity: 'maker' | 'taker';
}

/** Posts and tells one execution, and what it makes of the order and of the walk. */
function fill(desk: Desk, walk: Walk, order: WorkingOrder, execution: Execution): void {
  const { market } = walk;
  const { quantity, price, liquidity } = execution;
  const { side, positionSide } = order.request;
  const notional = roundPosting(price.times(quantity));
  const fee = roundPosting(desk.models.fee({ instrument: market.instrument, liquidity, notional }));
  order.filled = order.filled.plus(quantity);
  order.filledValue = order.filledValue.plus(price.times(quantity));
  order.status = 'partially-filled';
  order.updatedTime = walk.time;
  if (walk.budget) walk.budget = walk.budget.minus(quantity);
  const posted = { signed: signedQuantity(side, quantity), price, fee };
  const opened = postToPosition(desk.state, market, sideIndex(market, positionSide), posted);

  // The books and the order stand as the report says when it is told.
  const isFilled = restOf(order)?.isZero() === true;
  if (isFilled) endOrder(desk, walk, order, 'filled', null);
  else updateClaim(market.orders, order);
  tellFill(desk, walk, order, execution, fee);
  if (!isFilled && order.reduces && heldAgainst(market, order).isZero()) endWithPosition(desk, walk, order);
  if (opened.gt(ZERO)) turnAfterFill(desk, walk, side);
}

function tellFill(
  desk: Desk,
  { time }: Walk,
  { request, venueOrderId }: WorkingOrder,
  { quantity, price, base, liquidity }: Execution,
  fee: Decimal,
): void {
  desk.counts.fills += 1;
  const fillOfOrder: Fill = {
    fillId: `F${desk.counts.fills}`,
    clientOrderId: request.clientOrderId,
    venueOrderId,
    symbol: request.symbol,
    side: request.side,
    positionSide: request.positionSide,
    price,
    quantity,
    fee,
    feeAsset: desk.state.asset,
    liquidity,
    cause: 'trade',
    slippage: roundPosting(price.minus(base).abs().times(quantity)),
    time,
  };
  desk.sink.emit({ kind: 'filled', fill: fillOfOrder }, time);
}

/** A reducing order whose position is gone: its work is done, or its surplus expires (RED-1, RED-2). */
function endWithPosition(desk: Desk, walk: Walk, order: WorkingOrder): void {
  if (order.request.closePosition) endOrder(desk, walk, order, 'cancelled', 'position-closed');
  else endOrder(desk, walk, order, 'expired', 'reduce-only');
}

/** The rest of the order, or what of it the position lets it take. */
function wantedQuantity(market: Market, order: WorkingOrder): Decimal {
  const rest = restOf(order);
  if (!order.reduces) return rest ?? ZERO;
  const held = heldAgainst(market, order);
  return rest === undefined ? held : minDecimal(rest, held);
}

function withinBudget(desk: Desk, walk: Walk, quantity: Decimal): Decimal {
  if (!walk.isTraded) return ZERO;
  const budget = budgetOf(walk, desk.settings.participationRatio);
  return budget === null ? quantity : minDecimal(quantity, budget);
}

function notWorseThan(limitPrice: Decimal, price: Decimal, side: Side): Decimal {
  const isWorse = side === 'buy' ? price.gt(limitPrice) : price.lt(limitPrice);
  return isWorse ? limitPrice : price;
}
