// Risk as execution asks for it: one plan by the gate, several jointly, each strategy by its own settings.
import type { Plan } from '../domain/plan.ts';
import type { Clip, Judge } from '../execution/judgement.ts';
import { judgePlan, type PassedPlan } from '../risk/gate.ts';
import type { RiskView } from '../risk/risk-view.ts';
import type { RiskSettings } from '../risk/settings.ts';
import { judgeTogether } from '../risk/together.ts';

/** `settingsOf` gives the settings a strategy's plans are judged by. */
export function createJudge(view: RiskView, settingsOf: (strategyId: string) => RiskSettings): Judge {
  return (plans) => {
    const [first, ...others] = plans;
    if (first === undefined) return { kind: 'passed', plans: [], clips: [] };
    const settings = settingsOf(first.strategyId);
    if (others.length > 0) return judgeSeveral(plans, view, settings);
    const answer = judgePlan(first, view, settings);
    if (answer.kind === 'passed') return { kind: 'passed', plans: [answer.plan], clips: clipsOf([answer]) };
    const { code, message, operands } = answer.refusal;
    return { kind: 'refused', planIndex: 0, code, message, operands };
  };
}

function judgeSeveral(plans: readonly Plan[], view: RiskView, settings: RiskSettings): ReturnType<Judge> {
  const answer = judgeTogether(plans, view, settings);
  if (answer.kind === 'passed') {
    return { kind: 'passed', plans: answer.passed.map(({ plan }) => plan), clips: clipsOf(answer.passed) };
  }
  const { code, message, operands } = answer.refusal;
  return { kind: 'refused', planIndex: answer.index, code, message, operands };
}

function clipsOf(passed: readonly PassedPlan[]): readonly Clip[] {
  return passed.flatMap(({ clips }, planIndex) =>
    clips.map(({ code, message, operands }) => ({ planIndex, code, message, operands })),
  );
}
