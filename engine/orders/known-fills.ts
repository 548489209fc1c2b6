// Which executions were booked already. A venue may tell a fill twice (its stream, and again after a reconnect); the
// second telling is dropped. Only the newest ids are kept: months of running must not fill the memory.
import { createFifo } from './fifo.ts';

export interface KnownFills {
  /** True the first time an id is asked for, false from then on. */
  admit(symbol: string, fillId: string): boolean;
}

/** Remembers the last `max` fill ids. */
export function createKnownFills(max: number): KnownFills {
  const known = new Set<string>();
  const arrivals = createFifo<string>();
  return {
    admit: (symbol, fillId) => {
      // Venues number executions per symbol.
      const key = `${symbol} ${fillId}`;
      if (known.has(key)) return false;
      known.add(key);
      arrivals.push(key);
      if (arrivals.size > max) known.delete(arrivals.shift() ?? key);
      return true;
    },
  };
}
