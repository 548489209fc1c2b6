// Leverage brackets: how much leverage a notional may have and which maintenance margin it owes (NOTES 6.1).
import type { Decimal } from './decimal.ts';

export interface LeverageBracket {
  /** Greatest leverage within this bracket. */
  readonly leverageMax: number;
  /** Position notional in quote asset: floor ≤ notional < cap. */
  readonly notionalFloor: Decimal;
  readonly notionalCap: Decimal;
  readonly maintenanceRatio: Decimal;
  /** Subtracted from notional × ratio, so that maintenance has no jump at the floor. */
  readonly maintenanceDeduction: Decimal;
}

/** Brackets of one symbol, lowest notional first, never empty. */
export type LeverageBrackets = readonly [LeverageBracket, ...LeverageBracket[]];

/** The bracket a position of this notional lies in; beyond the last cap it is the last. */
export function bracketOf(brackets: LeverageBrackets, notional: Decimal): LeverageBracket {
  let found: LeverageBracket = brackets[0];
  for (const bracket of brackets) {
    if (bracket.notionalFloor.gt(notional)) break;
    found = bracket;
  }
  return found;
}

/** Maintenance margin in quote asset: notional × ratio − deduction of its bracket. */
export function maintenanceMargin(brackets: LeverageBrackets, notional: Decimal): Decimal {
  const bracket = bracketOf(brackets, notional);
  return notional.times(bracket.maintenanceRatio).minus(bracket.maintenanceDeduction);
}

/** Greatest position notional allowed at a leverage: the largest cap among brackets that allow it, or undefined if none does. */
export function notionalMaxAt(brackets: LeverageBrackets, leverage: number): Decimal | undefined {
  let cap: Decimal | undefined;
  for (const bracket of brackets) if (bracket.leverageMax >= leverage) cap = bracket.notionalCap;
  return cap;
}
