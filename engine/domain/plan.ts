// What the planner makes of an intent: sized and rounded orders with their ids, ready for risk and then for the venue.
import type { Decimal } from './decimal.ts';
import type { TakeProfit, BreakEven, TrailingStop, StopLoss, IntentKind } from './intent.ts';
import type { OrderRequest, OrderRole } from './order.ts';
import type { Direction, MarginMode } from './side.ts';

/** Exits as a bracket holds them: what the strategy asked for, resolved against the average fill when legs are made. */
export interface BracketExits {
  readonly stop: StopLoss | null;
  readonly targets: readonly TakeProfit[];
  readonly trailing: TrailingStop | null;
  readonly breakEven: BreakEven | null;
  readonly maxHoldingMs: number | null;
}

/** A bracket that a planned entry founds. Its id is the stem of its legs' ids. */
export interface PlannedBracket {
  readonly bracketId: string;
  readonly direction: Direction;
  readonly exits: BracketExits;
}

export interface PlannedOrder {
  readonly request: OrderRequest;
  readonly role: OrderRole;
  /** The strategy's name for it: the intent's ref, or a kept order's key. */
  readonly ref: string | null;
  /** Founded by this order's fills; null for orders outside brackets and for reductions. */
  readonly bracket: PlannedBracket | null;
  /** Bracket whose quantity this order reduces; null where it opens, or reduces outside brackets. */
  readonly reducesBracketId: string | null;
  /** True where the order can only make the strategy's book smaller. */
  readonly reduces: boolean;
  /** Price the order is judged by: limit → its price, conditional → its trigger, market → mark. */
  readonly referencePrice: Decimal;
  /** |quantity| × referencePrice, in quote asset. */
  readonly notional: Decimal;
}

export interface PlannedAmend {
  readonly clientOrderId: string;
  readonly ref: string | null;
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Notional after the change, less the notional before it; in quote asset. */
  readonly notionalChange: Decimal;
}

export interface PlannedExitChange {
  readonly bracketId: string;
  readonly direction: Direction;
  /** Exits until now: what the change leaves as it is was judged when it was said. */
  readonly before: BracketExits;
  readonly exits: BracketExits;
}

export type PlannedSetting =
  | { readonly setting: 'leverage'; readonly leverage: number }
  | { readonly setting: 'marginMode'; readonly marginMode: MarginMode };

/**
 * What is to happen for one intent in one market. Steps are carried out in the order: cancels, amends, orders, exit
 * changes, setting. `followUp` waits until the orders it names have ended and then is planned anew.
 */
export interface Plan {
  readonly strategyId: string;
  readonly symbol: string;
  readonly intent: IntentKind;
  readonly ref: string | null;
  /** Epoch ms. */
  readonly time: number;
  readonly cancels: readonly string[];
  readonly amends: readonly PlannedAmend[];
  readonly orders: readonly PlannedOrder[];
  readonly exitChanges: readonly PlannedExitChange[];
  readonly setting: PlannedSetting | null;
}
