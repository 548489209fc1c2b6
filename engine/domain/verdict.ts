// What risk answers to a plan.
import type { Operands } from './refusal.ts';
import type { Plan } from './plan.ts';

export type Verdict =
  | { readonly kind: 'pass' }
  /** Go on with a smaller plan, which passes all checks again once. */
  | { readonly kind: 'clip'; readonly plan: Plan; readonly code: string; readonly operands: Operands }
  | { readonly kind: 'refuse'; readonly code: string; readonly operands: Operands };

export const PASS: Verdict = { kind: 'pass' };
