// The mark by which the loader knows a strategy. A registered symbol, so that it is the same in every copy of this file.

export const STRATEGY_BRAND = Symbol.for('sluice.strategy');
