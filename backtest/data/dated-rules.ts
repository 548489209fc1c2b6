// Rules of a symbol that may have changed over the years: one set, or several with the day each came into force.

export interface DatedRule<T> {
  /** Epoch ms from which the rule holds; -Infinity for one without a date. */
  readonly fromMs: number;
  readonly rule: T;
}

/** Rules of one symbol, oldest first, never empty. */
export interface DatedRules<T> {
  readonly symbol: string;
  readonly rules: readonly [DatedRule<T>, ...DatedRule<T>[]];
}

/** The rule in force at an instant; before the first date the first. */
export function ruleAt<T>(dated: DatedRules<T>, timeMs: number): T {
  return (dated.rules.findLast((candidate) => candidate.fromMs <= timeMs) ?? dated.rules[0]).rule;
}
