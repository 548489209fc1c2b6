// Orders that wait for the price to move one way, sorted by the price at which they happen. The next one stands at the
// end, so that looking at it costs nothing, taking it off little, and finding a place the logarithm of their number.
import type { WorkingOrder } from './working-order.ts';

export interface OrderQueue {
  /** True where the price reaches them by rising: the lowest comes next. */
  readonly rises: boolean;
  /** Last to happen first; the next one is the last element. */
  readonly orders: WorkingOrder[];
}

export function createOrderQueue(rises: boolean): OrderQueue {
  return { rises, orders: [] };
}

/** The order that a moving price reaches first; undefined when none waits. */
export function nextInQueue(queue: OrderQueue): WorkingOrder | undefined {
  return queue.orders[queue.orders.length - 1];
}

export function addToQueue(queue: OrderQueue, order: WorkingOrder): void {
  queue.orders.splice(positionOf(queue, order), 0, order);
}

/** Takes an order out; throws where it is not in the queue, for then our own bookkeeping is wrong. */
export function removeFromQueue(queue: OrderQueue, order: WorkingOrder): void {
  const index = positionOf(queue, order);
  if (queue.orders[index] !== order) throw new Error(`order ${order.request.clientOrderId} is not in its queue`);
  queue.orders.splice(index, 1);
}

/**
 * The first by class and arrival among those that a price has reached: at one place their own prices no longer count. With
 * `beyond` a price must have gone further than the order's.
 */
export function firstReached(queue: OrderQueue, price: number, beyond: boolean): WorkingOrder | undefined {
  let first: WorkingOrder | undefined;
  for (let index = queue.orders.length - 1; index >= 0; index -= 1) {
    const order = queue.orders[index];
    if (order === undefined || !isReached(queue, order.key, price, beyond)) break;
    if (first === undefined || comesBefore(order, first)) first = order;
  }
  return first;
}

/** A queue of copies of the same orders. */
export function copyQueue(queue: OrderQueue, copy: (order: WorkingOrder) => WorkingOrder): OrderQueue {
  return { rises: queue.rises, orders: queue.orders.map(copy) };
}

/** Class before class, and within a class the one that arrived earlier (PATH-6). */
export function comesBefore(a: WorkingOrder, b: WorkingOrder): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.arrival < b.arrival);
}

function isReached(queue: OrderQueue, key: number, price: number, beyond: boolean): boolean {
  if (beyond) return queue.rises ? price > key : price < key;
  return queue.rises ? price >= key : price <= key;
}

/** Index at which the order stands or would stand. */
function positionOf(queue: OrderQueue, order: WorkingOrder): number {
  let low = 0;
  let high = queue.orders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = queue.orders[middle];
    if (other !== undefined && happensLater(queue, other, order)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function happensLater(queue: OrderQueue, a: WorkingOrder, b: WorkingOrder): boolean {
  if (a.key !== b.key) return queue.rises ? a.key > b.key : a.key < b.key;
  return comesBefore(b, a);
}
