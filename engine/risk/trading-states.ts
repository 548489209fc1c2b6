// Whether trading is allowed: for the account, for a strategy, for a symbol. Each cause of a restriction is held by itself,
// so that lifting one does not lift another; what counts is the strictest in force.

/** `active` passes everything, `reducing` what makes positions smaller, `halted` no intent (DESIGN law 6). */
export type TradingState = 'active' | 'reducing' | 'halted';
export type RestrictedState = Exclude<TradingState, 'active'>;

/** What a restriction covers; a member left out covers all. */
export interface RestrictionScope {
  readonly strategyId?: string;
  readonly symbol?: string;
}

export interface Restriction {
  readonly scope: RestrictionScope;
  readonly state: RestrictedState;
  /** Why, in one word of the caller's: `daily-loss`, `drawdown`, `operator`, `external-fill`, … */
  readonly cause: string;
  /** Epoch ms. */
  readonly since: number;
}

export interface TradingStates {
  /** Puts a restriction in force; the same cause on the same scope is replaced. */
  impose(restriction: Restriction): void;
  /** Lifts what a cause imposed on a scope; true where there was something to lift. */
  lift(cause: string, scope?: RestrictionScope): boolean;
  /** The strictest state among what covers the strategy in the symbol. */
  stateOf(strategyId: string, symbol: string): TradingState;
  /** All that is in force, oldest first. */
  restrictions(): readonly Restriction[];
}

export function createTradingStates(): TradingStates {
  const inForce = new Map<string, Restriction>();
  return {
    impose: (restriction) => void inForce.set(keyOf(restriction.cause, restriction.scope), restriction),
    lift: (cause, scope = {}) => inForce.delete(keyOf(cause, scope)),
    stateOf: (strategyId, symbol) => {
      let state: TradingState = 'active';
      for (const restriction of inForce.values()) {
        if (!covers(restriction.scope, strategyId, symbol)) continue;
        if (restriction.state === 'halted') return 'halted';
        state = 'reducing';
      }
      return state;
    },
    restrictions: () => [...inForce.values()],
  };
}

function covers(scope: RestrictionScope, strategyId: string, symbol: string): boolean {
  const coversStrategy = scope.strategyId === undefined || scope.strategyId === strategyId;
  const coversSymbol = scope.symbol === undefined || scope.symbol === symbol;
  return coversStrategy && coversSymbol;
}

function keyOf(cause: string, { strategyId, symbol }: RestrictionScope): string {
  return JSON.stringify([cause, strategyId ?? null, symbol ?? null]);
}
