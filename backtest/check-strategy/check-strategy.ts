// The look-ahead law, checked: what a strategy emits on a prefix of the data is a prefix of what it emits on the whole.
import { type LabRequest, openStrategyLab } from '../../app/strategy-lab.ts';
import type { CheckResult } from './check-result.ts';
import { type JudgeOptions, judgeStrategies } from './judge.ts';
import type { CheckHooks } from './trials.ts';

export interface CheckRequest extends JudgeOptions {
  readonly lab: LabRequest;
}

export interface CheckStrategyHooks extends CheckHooks {
  /** What one should know of the data, a sentence each. */
  note(sentence: string): void;
}

/** Rejects with an expected failure, as a backtest does, where the strategies cannot be run. */
export async function checkStrategies(
  { lab: labRequest, ...options }: CheckRequest,
  hooks: CheckStrategyHooks,
): Promise<CheckResult> {
  const lab = await openStrategyLab(labRequest);
  for (const sentence of lab.notes) hooks.note(sentence);
  return judgeStrategies(lab, options, hooks);
}
