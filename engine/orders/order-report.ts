// What a report says of one order, in the words of the table of moves.
import type { CancelReason } from '../domain/rejection.ts';
import type { Report, ReportOf, VenueOrder } from '../domain/report.ts';
import type { OrderEvent } from './order-moves.ts';

/** Reports that move an order other than by a fill. */
export type OrderReport =
  | ReportOf<'orderAccepted'>
  | ReportOf<'orderRejected'>
  | ReportOf<'orderTriggered'>
  | ReportOf<'orderAmended'>
  | ReportOf<'orderCancelled'>
  | ReportOf<'outcomeUnknown'>
  | ReportOf<'orderState'>;

export function isOrderReport(report: Report): report is OrderReport {
  switch (report.kind) {
    case 'orderAccepted':
    case 'orderRejected':
    case 'orderTriggered':
    case 'orderAmended':
    case 'orderCancelled':
    case 'outcomeUnknown':
    case 'orderState':
      return true;
    default:
      return false;
  }
}

/**
 * The event a report is; undefined where it moves nothing: a lost answer to an amend or a cancel, and an order the venue
 * does not know, which one answer does not prove absent (SEMANTICS 10).
 */
export function eventOf(report: OrderReport): OrderEvent | undefined {
  switch (report.kind) {
    case 'orderAccepted':
      return 'accepted';
    case 'orderRejected':
      return report.code === 'DUPLICATE_CLIENT_ORDER_ID' ? 'duplicated' : 'rejected';
    case 'orderTriggered':
      return 'triggered';
    case 'orderAmended':
      return 'amended';
    case 'orderCancelled':
      return OWN_TERMS.has(report.reason) ? 'expired' : 'cancelled';
    case 'outcomeUnknown':
      return report.command === 'place' ? 'lost' : undefined;
    case 'orderState':
      return report.order === null ? undefined : eventOfState(report.order);
  }
}

/** Reasons that are the order's own terms: it expired, nobody cancelled it. */
const OWN_TERMS: ReadonlySet<CancelReason> = new Set([
  'ioc-remainder',
  'fok-not-filled',
  'good-till-date',
  'reduce-only',
]);

/**
 * Quantities come from fills alone: an order the venue calls filled is known to exist, and ends when its fills are told.
 */
function eventOfState(order: VenueOrder): OrderEvent | undefined {
  switch (order.status) {
    case 'open':
    case 'partially-filled':
    case 'filled':
      return 'accepted';
    case 'triggered':
    case 'cancelled':
    case 'expired':
    case 'rejected':
      return order.status;
    case 'pending':
    case 'unknown':
      return undefined;
  }
}
