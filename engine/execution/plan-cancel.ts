// cancel and cancelAll: orders a strategy placed, by name or all of the market. Legs are never among them: exits of
// positions stay (DESIGN law 6), setExits changes them.
import type { IntentOf } from '../domain/intent.ts';
import { idsOf, isKnownRef, ownPlacedOrders } from './holdings.ts';
import { type PlanOutcome, type Planning, dropped, planned, refused } from './planning.ts';

export function planCancel(planning: Planning, intent: IntentOf<'cancel'>): PlanOutcome {
  const named = ownPlacedOrders(planning, null).filter((order) => order.ref === intent.of);
  if (named.length > 0) return planned(planning, intent, { cancels: idsOf(named) });
  return isKnownRef(planning, intent.of)
    ? dropped('NOTHING_TO_CANCEL', { of: intent.of })
    : refused('UNKNOWN_REF', { of: intent.of });
}

export function planCancelAll(planning: Planning, intent: IntentOf<'cancelAll'>): PlanOutcome {
  const placed = ownPlacedOrders(planning, null);
  return placed.length === 0 ? dropped('NOTHING_TO_CANCEL') : planned(planning, intent, { cancels: idsOf(placed) });
}
