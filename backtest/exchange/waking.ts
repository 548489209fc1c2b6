// A conditional order whose working price has reached its trigger: it is held back, ends, takes, or becomes a limit
// (PRICE-6 to PRICE-9).
import { Decimal, ZERO } from '../../engine/domain/decimal.ts';
import type { Desk } from './desk.ts';
import { marginRefusal } from './exposure.ts';
import { placePrice, slippedPrice } from './fill-price.ts';
import { endOrder, enterLimit, heldAgainst, satisfiesLimit, takeNow } from './matching.ts';
import { holdBack, moveOrder } from './resting-orders.ts';
import { sideIndex } from './state.ts';
import type { Walk } from './walk.ts';
import { isLimitKind, restOf, type WorkingOrder } from './working-order.ts';

export function wake(desk: Desk, walk: Walk, order: WorkingOrder): void {
  const { market } = walk;
  if (order.request.priceProtect && isTooFarFromMark(walk)) return holdBack(market.orders, order);

  const { clientOrderId, symbol, timeInForce } = order.request;
  const fromPrice = wakingPrice(walk, order);
  const isLimit = isLimitKind(order);
  // Before it works, for then it claims margin itself.
  const isAffordable = order.reduces || isCovered(desk, walk, order, fromPrice);
  moveOrder(market.orders, order, () => (order.stage = isLimit ? 'limit' : 'taking'));
  order.status = 'triggered';
  order.updatedTime = walk.time;
  desk.sink.emit({ kind: 'orderTriggered', clientOrderId, symbol }, walk.time);

  if (order.reduces && heldAgainst(market, order).isZero()) {
    return endOrder(desk, walk, order, 'expired', 'reduce-only');
  }
  if (timeInForce === 'GTX' && isLimit && isMarketable(desk, walk, order)) {
    return endOrder(desk, walk, order, 'cancelled', 'post-only-at-trigger');
  }
  if (!isAffordable) return endOrder(desk, walk, order, 'cancelled', 'margin-at-trigger');
  if (isLimit) enterLimit(desk, walk, order);
  else takeNow(desk, walk, order, fromPrice);
}

/** The trigger, or where the order was woken by mark or at the open the last price of the place. */
function wakingPrice(walk: Walk, { request }: WorkingOrder): Decimal {
  if (walk.phase === 'moving' && request.workingType === 'last') return new Decimal(walk.market.last);
  return placePrice(walk, request.side);
}

function isTooFarFromMark({ market }: Walk): boolean {
  const mark = new Decimal(market.mark);
  const distance = new Decimal(market.last).minus(mark).abs();
  return distance.gt(mark.times(market.instrument.triggerProtectRatio));
}

function isMarketable(desk: Desk, walk: Walk, { request }: WorkingOrder): boolean {
  const limitPrice = request.price?.toNumber() ?? Number.NaN;
  return satisfiesLimit(request.side, limitPrice, walk.market.last, desk.settings.limitFill);
}

/** Margin is looked at when a conditional order wakes (ACC-14). */
function isCovered(desk: Desk, walk: Walk, order: WorkingOrder, fromPrice: Decimal): boolean {
  const { market } = walk;
  const { side, positionSide } = order.request;
  const quantity = restOf(order) ?? ZERO;
  const isLimit = isLimitKind(order);
  const price = isLimit
    ? (order.request.price ?? ZERO)
    : slippedPrice(desk.models.slippage, market.instrument, side, fromPrice, quantity);
  const liquidity = isLimit && !isMarketable(desk, walk, order) ? 'maker' : 'taker';
  const wanted = {
    side,
    sideIndex: sideIndex(market, positionSide),
    quantity,
    price,
    liquidity,
    claimed: ZERO,
  } as const;
  return marginRefusal(desk, market, wanted) === undefined;
}
