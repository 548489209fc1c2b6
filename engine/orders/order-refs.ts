// Strategies name their orders by refs of their own. A ref leads to the order that carried it last; it is remembered
// longer than the order itself, since a second use of it has to be seen.
import { createFifo, type Fifo } from './fifo.ts';

export interface OrderRefs {
  put(strategyId: string, ref: string, clientOrderId: string): void;
  /** Client order id of the last order under this ref. */
  find(strategyId: string, ref: string): string | undefined;
}

interface StrategyRefs {
  readonly orderOf: Map<string, string>;
  readonly uses: Fifo<{ readonly ref: string; readonly clientOrderId: string }>;
}

/** Remembers the last `max` uses of refs of each strategy, and beyond them those whose order `isWorking` still. */
export function createOrderRefs(max: number, isWorking: (clientOrderId: string) => boolean): OrderRefs {
  const byStrategy = new Map<string, StrategyRefs>();

  const forgetOldest = ({ orderOf, uses }: StrategyRefs): void => {
    const oldest = uses.shift();
    // A ref that was used again since leads to its younger order.
    if (oldest === undefined || orderOf.get(oldest.ref) !== oldest.clientOrderId) return;
    if (isWorking(oldest.clientOrderId)) uses.push(oldest);
    else orderOf.delete(oldest.ref);
  };

  return {
    put: (strategyId, ref, clientOrderId) => {
      const refs = byStrategy.get(strategyId) ?? { orderOf: new Map(), uses: createFifo() };
      byStrategy.set(strategyId, refs);
      refs.orderOf.set(ref, clientOrderId);
      refs.uses.push({ ref, clientOrderId });
      if (refs.uses.size > max) forgetOldest(refs);
    },
    find: (strategyId, ref) => byStrategy.get(strategyId)?.orderOf.get(ref),
  };
}
