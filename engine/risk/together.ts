// Plans that belong together: all pass with joint reservations, or none does (SEMANTICS 4). They are judged one after
// another, each in the view the earlier ones leave behind.
import type { Plan } from '../domain/plan.ts';
import type { Refusal } from '../domain/refusal.ts';
import { judgePlan, type PassedPlan } from './gate.ts';
import type { RiskView } from './risk-view.ts';
import type { RiskSettings } from './settings.ts';
import { viewAfter } from './view-after.ts';

export type TogetherAnswer =
  | { readonly kind: 'passed'; readonly passed: readonly PassedPlan[] }
  /** `index` is the place of the plan that did not pass. */
  | { readonly kind: 'refused'; readonly index: number; readonly refusal: Refusal };

/**
 * Judges plans jointly. An entry that only passes smaller does not pass here: legs that were meant to balance would not. A
 * reduction may be cut down to what is held.
 */
export function judgeTogether(plans: readonly Plan[], view: RiskView, settings: RiskSettings): TogetherAnswer {
  const passed: PassedPlan[] = [];
  let seen = view;
  for (const [index, plan] of plans.entries()) {
    const answer = judgePlan(plan, seen, settings);
    if (answer.kind === 'refused') return { kind: 'refused', index, refusal: answer.refusal };
    const cut = answer.clips.find(() => opensLess(plan, answer.plan));
    if (cut !== undefined) return { kind: 'refused', index, refusal: { ...cut, outcome: 'refused' } };
    passed.push(answer);
    seen = viewAfter(answer.plan, seen);
  }
  return { kind: 'passed', passed };
}

function opensLess(before: Plan, after: Plan): boolean {
  if (before.amends.length !== after.amends.length) return true;
  const left = new Map(after.orders.map(({ request }) => [request.clientOrderId, request.quantity]));
  return before.orders.some(({ request, reduces }) => {
    const quantity = left.get(request.clientOrderId);
    return !reduces && (quantity === undefined || quantity?.toString() !== request.quantity?.toString());
  });
}
