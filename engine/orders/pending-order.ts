// A planned order as it stands the moment it is sent: what goes into the order table, and what risk counts as reserved
// while it judges the next plan.
import type { Order } from '../domain/order.ts';
import type { PlannedOrder } from '../domain/plan.ts';
import { newOrder } from './new-order.ts';

/** The order at `time` (epoch ms), pending, of the strategy whose plan it is part of. */
export function pendingOrder(planned: PlannedOrder, strategyId: string, time: number): Order {
  const bracketId = planned.bracket?.bracketId ?? planned.reducesBracketId;
  return newOrder(planned.request, { strategyId, ref: planned.ref, bracketId, role: planned.role }, time);
}
