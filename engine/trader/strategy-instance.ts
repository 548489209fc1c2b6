// One strategy as the configuration wants it run: which definition, with which parameters, bound to which symbols.
import type { Decimal } from '../domain/decimal.ts';
import type { StrategyDefinition } from '../strategy/define-strategy.ts';
import type { BoundMarket } from '../strategy/resolve-market.ts';

export interface StrategyInstance {
  /** Unique in the run; the strategy's part of every client order id. */
  readonly strategyId: string;
  readonly definition: StrategyDefinition;
  /** Parsed by the definition's own schema. */
  readonly params: unknown;
  /** In the order in which the definition names its roles. */
  readonly markets: readonly BoundMarket[];
  /** The part of the initial balance that it sizes by, with its own result; null sizes by the account's equity. */
  readonly capitalRatio: Decimal | null;
}
