// Which names a strategy has used. A ref is unique per strategy; it is spent when its intent was carried out, so that one
// that was refused may be said again under the same name. The keys of a kept set are refs that come back (kept-orders.ts).
import { createFifo, type Fifo } from '../orders/fifo.ts';

export type RefUse = 'intent' | 'kept';

export interface RefBook {
  /** How the ref was used last; undefined where it is free. */
  useOf(strategyId: string, ref: string): RefUse | undefined;
  spend(strategyId: string, ref: string, use: RefUse): void;
}

interface StrategyRefs {
  readonly uses: Map<string, RefUse>;
  readonly ages: Fifo<string>;
}

/** Remembers the last `max` refs of each strategy. */
export function createRefBook(max = 100_000): RefBook {
  const byStrategy = new Map<string, StrategyRefs>();
  return {
    useOf: (strategyId, ref) => byStrategy.get(strategyId)?.uses.get(ref),
    spend: (strategyId, ref, use) => {
      const refs = byStrategy.get(strategyId) ?? { uses: new Map<string, RefUse>(), ages: createFifo<string>() };
      byStrategy.set(strategyId, refs);
      if (!refs.uses.has(ref)) refs.ages.push(ref);
      refs.uses.set(ref, use);
      const forgotten = refs.ages.size > max ? refs.ages.shift() : undefined;
      if (forgotten !== undefined) refs.uses.delete(forgotten);
    },
  };
}
