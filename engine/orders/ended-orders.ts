// What is remembered of orders that ended: the newest, for a while. Reports of them may still come (a fill that crossed a
// cancel, a late answer), and strategies may still ask; months of running must not fill the memory.
import { createFifo } from './fifo.ts';

export interface EndedOrders<Entry> {
  get(clientOrderId: string): Entry | undefined;
  /** Takes an order in, or replaces what is known of it without making it younger. */
  put(clientOrderId: string, entry: Entry): void;
}

/** Remembers the last `max` orders that ended. */
export function createEndedOrders<Entry>(max: number): EndedOrders<Entry> {
  const entries = new Map<string, Entry>();
  const arrivals = createFifo<string>();
  return {
    get: (clientOrderId) => entries.get(clientOrderId),
    put: (clientOrderId, entry) => {
      if (!entries.has(clientOrderId)) arrivals.push(clientOrderId);
      entries.set(clientOrderId, entry);
      if (arrivals.size > max) entries.delete(arrivals.shift() ?? clientOrderId);
    },
  };
}
