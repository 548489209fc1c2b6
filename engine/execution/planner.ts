// From an intent to a plan: sized, rounded and named, ready for risk and then for the venue. Pure: nothing is changed here
// but the counter of ids, so that an intent can be planned, judged and thrown away.
import type { SingleIntent } from '../domain/intent.ts';
import { planAmend } from './plan-amend.ts';
import { planCancel, planCancelAll } from './plan-cancel.ts';
import { planKeepOrders } from './plan-keep-orders.ts';
import { planOpen } from './plan-open.ts';
import { planPlace } from './plan-place.ts';
import { planClose, planReduce } from './plan-reductions.ts';
import { planReverse } from './plan-reverse.ts';
import { planSetExits } from './plan-set-exits.ts';
import { planSetLeverage, planSetMarginMode } from './plan-settings.ts';
import { planTarget } from './plan-target.ts';
import { type PlanOutcome, type Planning, refused } from './planning.ts';

/** What is to be done for an intent in the planning's market, or why it is not. */
export function planIntent(planning: Planning, intent: SingleIntent): PlanOutcome {
  if (intent.ref !== undefined && planning.refs.useOf(planning.strategyId, intent.ref) !== undefined) {
    return refused('DUPLICATE_REF', { ref: intent.ref });
  }
  switch (intent.kind) {
    case 'open':
      return planOpen(planning, intent);
    case 'close':
      return planClose(planning, intent);
    case 'reduce':
      return planReduce(planning, intent);
    case 'reverse':
      return planReverse(planning, intent);
    case 'target':
      return planTarget(planning, intent);
    case 'place':
      return planPlace(planning, intent);
    case 'amend':
      return planAmend(planning, intent);
    case 'cancel':
      return planCancel(planning, intent);
    case 'cancelAll':
      return planCancelAll(planning, intent);
    case 'keepOrders':
      return planKeepOrders(planning, intent);
    case 'setExits':
      return planSetExits(planning, intent);
    case 'setLeverage':
      return planSetLeverage(planning, intent);
    case 'setMarginMode':
      return planSetMarginMode(planning, intent);
  }
}
