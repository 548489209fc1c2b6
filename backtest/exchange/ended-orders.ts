// The last orders that ended, for queries: a venue knows its orders for a while after their end.
import type { WorkingOrder } from './working-order.ts';

export interface EndedOrders {
  add(order: WorkingOrder): void;
  find(clientOrderId: string): WorkingOrder | undefined;
}

/** Remembers the `max` orders that ended last. */
export function createEndedOrders(max: number): EndedOrders {
  const byId = new Map<string, WorkingOrder>();
  /** A ring: the next one added takes the place of the oldest. */
  const ring: WorkingOrder[] = [];
  let next = 0;
  return {
    add(order) {
      const oldest = ring[next];
      if (oldest !== undefined && byId.get(oldest.request.clientOrderId) === oldest) {
        byId.delete(oldest.request.clientOrderId);
      }
      ring[next] = order;
      next = (next + 1) % max;
      byId.set(order.request.clientOrderId, order);
    },
    find: (clientOrderId) => byId.get(clientOrderId),
  };
}
