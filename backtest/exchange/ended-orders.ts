// The last orders that ended, for queries: a venue knows its orders for a while after their end.
import type { WorkingOrder } from './working-order.ts';

export interface EndedOrders {
  add(order: WorkingOrder): void;
  find(clientOrderId: string): WorkingOrder | undefined;
}

/** Remembers the `max` orders that ended last. */
export function createEndedOrders(max: number): EndedOrders {
  const orders = new Map<string, WorkingOrder>();
  return {
    add(order) {
      const { clientOrderId } = order.request;
      orders.delete(clientOrderId);
      orders.set(clientOrderId, order);
      if (orders.size <= max) return;
      for (const oldest of orders.keys()) {
        orders.delete(oldest);
        break;
      }
    },
    find: (clientOrderId) => orders.get(clientOrderId),
  };
}
