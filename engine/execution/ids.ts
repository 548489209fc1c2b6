// Client order ids as execution draws them (DESIGN law 4). Numbers come from a counter that is handed in, so that they can
// be drawn from a block that was written down before; every other part of an id is derived.
import { formatStem } from '../domain/client-order-id.ts';

export interface OrderIds {
  /** A stem never given out before: `<prefix>-<strategy code>-<epoch>-<n>`. */
  nextStem(strategyId: string): string;
}

export interface OrderIdParts {
  readonly prefix: string;
  /** Counts journals: ids of another epoch never meet ours. */
  readonly epoch: number;
  /** The strategy's part of an id; see `isStrategyCode`. */
  readonly codeOf: (strategyId: string) => string;
  readonly nextNumber: () => number;
}

export function createOrderIds(parts: OrderIdParts): OrderIds {
  return {
    nextStem: (strategyId) =>
      formatStem({
        prefix: parts.prefix,
        strategyCode: parts.codeOf(strategyId),
        epoch: parts.epoch,
        number: parts.nextNumber(),
      }),
  };
}
