// A refusal: our own no, with its code and the figures it was decided by. Rejections (the venue's no) are told in the
// same shape, so that a strategy has one stream to watch.
import type { IntentKind } from './intent.ts';

/** Figures a refusal was decided by, as texts and numbers that can be printed and journalled. */
export type Operands = Readonly<Record<string, string | number | boolean | null>>;

/** One no, whoever said it. */
export interface Refusal {
  readonly strategyId: string;
  readonly symbol: string;
  /** The strategy's own name for what was refused; null where it gave none. */
  readonly ref: string | null;
  /** Null where the venue said no to an order, which more than one kind of intent may have made. */
  readonly intent: IntentKind | null;
  /** Who said it. */
  readonly by: 'planner' | 'risk' | 'venue' | 'host';
  /** `refused` by planner or risk, `rejected` by the venue, `dropped` without need to act, `clipped` passed in part. */
  readonly outcome: 'refused' | 'rejected' | 'dropped' | 'clipped';
  /** Why, UPPER_SNAKE: for programs; `message` says it for people. */
  readonly code: string;
  /** What the code means, as a sentence. */
  readonly message: string;
  /** The figures it was decided by; docs/risk-refusals.md has them by code. */
  readonly operands: Operands;
  /** Epoch ms. */
  readonly time: number;
}
