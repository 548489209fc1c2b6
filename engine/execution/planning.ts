// What every planner is given and what it answers. A planner is pure: it reads, draws ids for what it makes, and changes
// nothing; the executor carries out what it answers.
import type { Decimal } from '../domain/decimal.ts';
import type { IntentKind, IntentOf, SingleIntent } from '../domain/intent.ts';
import type { Plan, PlannedAmend } from '../domain/plan.ts';
import type { Operands } from '../domain/refusal.ts';
import type { VenueCapabilities } from '../domain/report.ts';
import type { PositionSide } from '../domain/side.ts';
import type { Bracket } from './bracket.ts';
import type { OrderIds } from './ids.ts';
import type { KeptOrders } from './kept-orders.ts';
import {
  CLIP_CODES,
  type ClipCode,
  DROP_CODES,
  type DropCode,
  REFUSAL_CODES,
  type RefusalCode,
} from './planner-codes.ts';
import type { PlannerView } from './planner-view.ts';
import type { RefBook } from './ref-book.ts';
import type { ExecutionSettings } from './settings.ts';

/** Brackets that may still hold or bring something, oldest first. */
export interface BracketLookup {
  ofMarket(strategyId: string, symbol: string): readonly Bracket[];
}

export interface Planning {
  readonly strategyId: string;
  readonly symbol: string;
  readonly view: PlannerView;
  readonly settings: ExecutionSettings;
  readonly capabilities: VenueCapabilities;
  readonly ids: OrderIds;
  readonly brackets: BracketLookup;
  readonly refs: Pick<RefBook, 'useOf'>;
  readonly kept: Pick<KeptOrders, 'of'>;
  /** The change of an order that was sent and is not answered yet. */
  readonly amending: (clientOrderId: string) => Pick<PlannedAmend, 'price' | 'quantity'> | undefined;
}

/** How an order that reduces on a strategy's word takes from the brackets: in this order, then from what is outside of them. */
export interface PlannedReduction {
  readonly clientOrderId: string;
  readonly bracketIds: readonly string[];
}

/** What waits until orders have ended, and is planned anew then. */
export interface FollowUp {
  readonly intent: IntentKind;
  readonly awaits: readonly string[];
  /** Whether the awaited orders have to end filled wholly. */
  readonly needsFill: boolean;
  /** Whether a later intent for the same market makes it void. */
  readonly isVoidedBy: (later: SingleIntent) => boolean;
  readonly resume: (planning: Planning) => PlanOutcome;
}

export interface Planned {
  readonly outcome: 'planned';
  readonly plan: Plan;
  readonly reductions: readonly PlannedReduction[];
  /** Brackets the intent wants closed, those that hold nothing yet included. */
  readonly closes: readonly string[];
  readonly clip: { readonly code: ClipCode; readonly operands: Operands } | null;
  /** The set the strategy keeps from now on; null where the intent was another. */
  readonly kept: IntentOf<'keepOrders'>['orders'] | null;
  readonly followUp: FollowUp | null;
}

export interface Refused {
  readonly outcome: 'refused';
  readonly code: RefusalCode;
  readonly message: string;
  readonly operands: Operands;
  /** The key of a kept set, where one of its orders was the reason. */
  readonly key?: string;
}

export interface Dropped {
  readonly outcome: 'dropped';
  readonly code: DropCode;
  readonly message: string;
  readonly operands: Operands;
}

export type PlanOutcome = Planned | Refused | Dropped;

/** A plan in the planning's market that begins empty; only what is said differs. */
export function planned(
  planning: Planning,
  intent: { readonly kind: IntentKind; readonly ref?: string | undefined },
  steps: Partial<Pick<Plan, 'cancels' | 'amends' | 'orders' | 'exitChanges' | 'setting'>>,
  more: Partial<Omit<Planned, 'outcome' | 'plan'>> = {},
): Planned {
  const plan: Plan = {
    strategyId: planning.strategyId,
    symbol: planning.symbol,
    intent: intent.kind,
    ref: intent.ref ?? null,
    time: planning.view.time,
    cancels: [],
    amends: [],
    orders: [],
    exitChanges: [],
    setting: null,
    ...steps,
  };
  return { outcome: 'planned', reductions: [], closes: [], clip: null, kept: null, followUp: null, ...more, plan };
}

/** Whether there is nothing to be sent or changed, and so nothing to be judged. */
export function isEmptyPlan(plan: Plan): boolean {
  const steps = plan.cancels.length + plan.amends.length + plan.orders.length + plan.exitChanges.length;
  return steps === 0 && plan.setting === null;
}

type OperandValues = Readonly<Record<string, string | number | boolean | null | Decimal>>;

export function refused(code: RefusalCode, operands: OperandValues = {}): Refused {
  return { outcome: 'refused', code, message: REFUSAL_CODES[code], operands: printed(operands) };
}

export function dropped(code: DropCode, operands: OperandValues = {}): Dropped {
  return { outcome: 'dropped', code, message: DROP_CODES[code], operands: printed(operands) };
}

export function clipped(code: ClipCode, operands: OperandValues): NonNullable<Planned['clip']> {
  return { code, operands: printed(operands) };
}

export function clipMessage(code: ClipCode): string {
  return CLIP_CODES[code];
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'outcome' in value && value.outcome === 'refused';
}

/** Decimals are told as decimal strings. */
function printed(operands: OperandValues): Operands {
  const entries = Object.entries(operands).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? value.toString() : value,
  ]);
  return Object.fromEntries(entries) as Operands;
}

/** Whether an intent says anew what the whole position of a side is to be; hedge mode keeps the two sides apart. */
export function restatesPosition(later: SingleIntent, positionSide: PositionSide): boolean {
  if (later.kind !== 'close' && later.kind !== 'target' && later.kind !== 'reverse') return false;
  return positionSide === 'both' || later.side === undefined || later.side === positionSide;
}
