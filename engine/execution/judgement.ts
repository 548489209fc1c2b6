// What execution is told about plans by those who judge them. Risk is a sibling, so it is handed in as a function.
import type { Plan } from '../domain/plan.ts';
import type { Operands } from '../domain/refusal.ts';

export interface Clip {
  /** Which of the judged plans was made smaller. */
  readonly planIndex: number;
  readonly code: string;
  readonly message: string;
  readonly operands: Operands;
}

export type Judgement =
  /** The plans as they may be carried out, in the order in which they were asked about. */
  | { readonly kind: 'passed'; readonly plans: readonly Plan[]; readonly clips: readonly Clip[] }
  | {
      readonly kind: 'refused';
      /** The plan that was the reason; with it all of them are refused. */
      readonly planIndex: number;
      readonly code: string;
      readonly message: string;
      readonly operands: Operands;
    };

/** Judges plans that belong together: all pass, with joint reservations, or none does. */
export type Judge = (plans: readonly Plan[]) => Judgement;
