// The gate between planner and executor: every plan is asked about by every check, in one order. A check may cut the plan
// down; what is left then passes all checks again, once, and nothing may be cut from it any more.
import type { Plan } from '../domain/plan.ts';
import type { Operands, Refusal } from '../domain/refusal.ts';
import { isRiskCode, RISK_CODES } from './catalogue.ts';
import { type NamedCheck, RISK_CHECKS } from './check-list.ts';
import type { RiskView } from './risk-view.ts';
import type { RiskSettings } from './settings.ts';

export interface PassedPlan {
  readonly kind: 'passed';
  /** What is to be carried out: the plan, or what was left of it. */
  readonly plan: Plan;
  /** What was cut from it and why, to be told to the strategy. */
  readonly clips: readonly Refusal[];
}

export interface RefusedPlan {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export type GateAnswer = PassedPlan | RefusedPlan;

/** Judges a plan by all checks; `checks` is replaced in tests alone. */
export function judgePlan(
  plan: Plan,
  view: RiskView,
  settings: RiskSettings,
  checks: readonly NamedCheck[] = RISK_CHECKS,
): GateAnswer {
  const clips: Refusal[] = [];
  let left = plan;
  for (const { check } of checks) {
    const verdict = check(left, view, settings);
    if (verdict.kind === 'refuse') return refusedPlan(plan, verdict);
    if (verdict.kind === 'pass') continue;
    clips.push(tellVerdict(plan, 'clipped', verdict));
    left = verdict.plan;
  }
  if (clips.length === 0) return { kind: 'passed', plan, clips };
  for (const { check } of checks) {
    const verdict = check(left, view, settings);
    if (verdict.kind !== 'pass') return refusedPlan(plan, verdict);
  }
  return { kind: 'passed', plan: left, clips };
}

interface Decision {
  readonly code: string;
  readonly operands: Operands;
}

function refusedPlan(plan: Plan, decision: Decision): RefusedPlan {
  return { kind: 'refused', refusal: tellVerdict(plan, 'refused', decision) };
}

/** A verdict in the form in which strategies are told; `message` is the catalogue's sentence. */
function tellVerdict(plan: Plan, outcome: 'refused' | 'clipped', { code, operands }: Decision): Refusal {
  return {
    strategyId: plan.strategyId,
    symbol: plan.symbol,
    ref: plan.ref,
    intent: plan.intent,
    by: 'risk',
    outcome,
    code,
    message: isRiskCode(code) ? RISK_CODES[code].meaning : code,
    operands,
    time: plan.time,
  };
}
