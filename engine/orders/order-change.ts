// How an event changes an order's members, once the table of moves has said where it stands.
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import { isEnded, type Order, type OrderStatus } from '../domain/order.ts';
import type { OrderReport } from './order-report.ts';

/** What an event changes beside the status. */
export interface OrderChanges {
  readonly members: Partial<Order>;
  readonly time: number;
  readonly fill: Fill | null;
  readonly filledValue?: Decimal;
  /** Filled quantity as the venue states it, where it does. */
  readonly venueFilled?: Decimal;
}

/** What a report other than a fill changes. */
export function reportedChanges(report: OrderReport): OrderChanges {
  const changes = { time: report.time, fill: null };
  switch (report.kind) {
    case 'orderAccepted':
      return { ...changes, members: { venueOrderId: report.venueOrderId } };
    case 'orderAmended':
      return { ...changes, members: { quantity: report.quantity, price: report.price } };
    case 'orderRejected':
      return { ...changes, members: report.code === 'DUPLICATE_CLIENT_ORDER_ID' ? {} : { endCode: report.code } };
    case 'orderCancelled':
      return { ...changes, members: { endCode: report.reason }, venueFilled: report.filledQuantity };
    case 'orderState':
      return report.order === null
        ? { ...changes, members: {} }
        : {
            ...changes,
            members: { venueOrderId: report.order.venueOrderId },
            venueFilled: report.order.filledQuantity,
          };
    case 'orderTriggered':
    case 'outcomeUnknown':
      return { ...changes, members: {} };
  }
}

/** The order after an event, or the same order where the event changes nothing. After its end only fills change an order. */
export function changedOrder(before: Order, status: OrderStatus, { members, time, fill }: OrderChanges): Order {
  if (fill !== null) {
    const endCode = status === 'filled' ? null : before.endCode;
    return { ...before, ...members, status, endCode, updatedTime: time };
  }
  if (isEnded(before.status)) return before;
  const after = { ...before, ...members, status };
  const isSame =
    status === before.status &&
    TOLD_MEMBERS.every((member) => before[member]?.toString() === after[member]?.toString());
  return isSame ? before : { ...after, updatedTime: time };
}

/** What the venue says is filled, less what fills were told of. */
export function awaitedQuantity(order: Order, { venueFilled }: OrderChanges): Decimal {
  return venueFilled?.gt(order.filledQuantity) === true ? venueFilled.minus(order.filledQuantity) : ZERO;
}

const TOLD_MEMBERS = ['venueOrderId', 'quantity', 'price', 'endCode'] as const;
