// Trailing stops: they follow the extreme of their working price once they are active (PRICE-8). On a straight line the
// extreme lies at an end of it, so it is enough to look where the walk stands.
import { ceilToMultiple, Decimal, floorToMultiple, ONE } from '../../engine/domain/decimal.ts';
import type { OrderRequest } from '../../engine/domain/order.ts';
import type { WorkingOrder } from './working-order.ts';

/** Lets trailing stops see the prices of a place. */
export function observeTrails(orders: readonly WorkingOrder[], last: number, mark: number, tick: Decimal): void {
  for (const order of orders) observeTrail(order, order.request.workingType === 'mark' ? mark : last, tick);
}

/** Lets one see a working price: it becomes active, or its extreme and with it its trigger move. */
export function observeTrail(order: WorkingOrder, price: number, tick: Decimal): void {
  const { trail, request } = order;
  if (trail === null) return;
  if (trail.isActive) {
    const goesFurther = request.side === 'sell' ? price > trail.extreme : price < trail.extreme;
    if (!goesFurther) return;
  } else if (!activates(request, price)) return;
  trail.isActive = true;
  trail.extreme = price;
  trail.trigger = triggerAt(request, price, tick);
}

/** Price from which it fills: the extreme less (for a buy: more) the callback, rounded away from the market. */
function triggerAt(request: OrderRequest, extreme: number, tick: Decimal): number {
  const callback = request.callbackRatio ?? ONE;
  const price = new Decimal(extreme);
  return request.side === 'sell'
    ? floorToMultiple(price.times(ONE.minus(callback)), tick).toNumber()
    : ceilToMultiple(price.times(ONE.plus(callback)), tick).toNumber();
}

function activates({ activationPrice, side }: OrderRequest, price: number): boolean {
  if (activationPrice === null) return true;
  return side === 'sell' ? price >= activationPrice.toNumber() : price <= activationPrice.toNumber();
}
