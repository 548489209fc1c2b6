// A refusal: our own no, with its code and the figures it was decided by. Rejections (the venue's no) are told in the
// same shape, so that a strategy has one stream to watch.
import type { IntentKind } from './intent.ts';

/** Figures a refusal was decided by, as texts and numbers that can be printed and journalled. */
export type Operands = Readonly<Record<string, string | number | boolean | null>>;

export interface Refusal {
  readonly strategyId: string;
  readonly symbol: string;
  readonly ref: string | null;
  /** Null where the venue said no to an order, which more than one kind of intent may have made. */
  readonly intent: IntentKind | null;
  /** `refused` by planner or risk, `rejected` by the venue, `dropped` without need to act, `clipped` passed in part. */
  readonly by: 'planner' | 'risk' | 'venue' | 'host';
  readonly outcome: 'refused' | 'rejected' | 'dropped' | 'clipped';
  /** UPPER_SNAKE. */
  readonly code: string;
  readonly message: string;
  readonly operands: Operands;
  /** Epoch ms. */
  readonly time: number;
}
