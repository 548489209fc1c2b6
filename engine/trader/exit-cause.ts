// What a trade is taken from by: the part of the order in its bracket, and why the order was sent.
import type { Order } from '../domain/order.ts';
import type { OrderReason } from '../execution/order-desk.ts';
import type { ExitCause } from '../portfolio/trade.ts';

/** Why an order was sent, as a run tells it: closing what the end of a run leaves has a name of its own. */
export type ToldReason = OrderReason | 'end-of-data';

/**
 * The cause; null where the order only goes on with what another began: the rest of a stop that filled in part. `reason` is
 * null where it is not known any more.
 */
export function exitCauseOf(order: Pick<Order, 'role' | 'clientOrderId'>, reason: ToldReason | null): ExitCause | null {
  switch (order.role) {
    case 'stop-loss':
      if (reason === 'break-even') return 'break-even';
      return reason === 'trailing' ? 'trailing-stop' : 'stop-loss';
    case 'take-profit':
      return `take-profit-${rungOf(order.clientOrderId)}`;
    case 'entry':
      return reason === 'reverse' || reason === 'target' ? reason : 'opposite-entry';
    case 'reduce':
      return reductionCause(reason);
    case 'foreign':
      return 'foreign';
  }
}

function reductionCause(reason: ToldReason | null): ExitCause | null {
  switch (reason) {
    case 'close':
    case 'reverse':
    case 'target':
    case 'place':
    case 'would-trigger':
    case 'unprotectable':
    case 'late-fill':
    case 'excess':
    case 'end-of-data':
      return reason;
    case 'keepOrders':
      return 'keep-orders';
    case 'held-too-long':
      return 'time';
    case 'stop-filled':
      return null;
    default:
      return 'reduce';
  }
}

/** The rung stands in the id of a target: `-TP2.3` is the third revision of the second. */
function rungOf(clientOrderId: string): number {
  return Number(/-TP(\d+)(?:\.\d+)?$/.exec(clientOrderId)?.[1] ?? 1);
}
