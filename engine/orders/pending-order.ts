// A planned order as it stands the moment it is sent: what goes into the order table, and what risk counts as reserved
// while it judges the next plan.
import { ZERO } from '../domain/decimal.ts';
import type { Order } from '../domain/order.ts';
import type { PlannedOrder } from '../domain/plan.ts';

/** The order at `time` (epoch ms), pending, of the strategy whose plan it is part of. */
export function pendingOrder(planned: PlannedOrder, strategyId: string, time: number): Order {
  return {
    ...planned.request,
    strategyId,
    ref: planned.ref,
    bracketId: planned.bracket?.bracketId ?? planned.reducesBracketId,
    role: planned.role,
    status: 'pending',
    venueOrderId: null,
    filledQuantity: ZERO,
    averagePrice: null,
    placedTime: time,
    updatedTime: time,
    endCode: null,
  };
}
