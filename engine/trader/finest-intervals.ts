// The finest interval each strategy listens to in each market: what moves its exits.
import { type Interval, intervalMs } from '../domain/interval.ts';

export interface FinestIntervals {
  note(strategyId: string, symbol: string, interval: Interval): void;
  /** Undefined where the strategy takes no klines of the market. */
  of(strategyId: string, symbol: string): Interval | undefined;
}

export function createFinestIntervals(): FinestIntervals {
  const finest = new Map<string, Interval>();
  const keyOf = (strategyId: string, symbol: string): string => `${strategyId} ${symbol}`;
  return {
    note(strategyId, symbol, interval) {
      const known = finest.get(keyOf(strategyId, symbol));
      if (known === undefined || intervalMs(interval) < intervalMs(known))
        finest.set(keyOf(strategyId, symbol), interval);
    },
    of: (strategyId, symbol) => finest.get(keyOf(strategyId, symbol)),
  };
}
