// What a check is: a pure function from a plan, what may be seen and the settings to a verdict; and the two ways in which
// it says something else than pass.
import { Decimal } from '../domain/decimal.ts';
import type { Plan } from '../domain/plan.ts';
import type { Operands } from '../domain/refusal.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { OperandsOf, OperandValue, RiskCode } from './catalogue.ts';
import type { RiskView } from './risk-view.ts';
import type { RiskSettings } from './settings.ts';

/** Pure: the same plan, view and settings give the same verdict, and nothing is changed. */
export type RiskCheck = (plan: Plan, view: RiskView, settings: RiskSettings) => Verdict;

export function refuse<Code extends RiskCode>(code: Code, operands: OperandsOf<Code>): Verdict {
  return { kind: 'refuse', code, operands: printed(operands) };
}

/** `plan` is what is left of it. */
export function clip<Code extends RiskCode>(plan: Plan, code: Code, operands: OperandsOf<Code>): Verdict {
  return { kind: 'clip', plan, code, operands: printed(operands) };
}

/** Decimals are told as decimal strings. */
function printed(operands: Readonly<Record<string, OperandValue>>): Operands {
  return Object.fromEntries(
    Object.entries(operands).map(([name, value]) => [name, Decimal.isDecimal(value) ? value.toString() : value]),
  );
}
