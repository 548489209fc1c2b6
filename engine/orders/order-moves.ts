// The legal moves of an order, all of them, in one table: from where it stands, by what is told of it, to where it
// stands then. What is not in the table is an error that names the move. Reports of one order come from several places
// (the answer to the request, the account's stream, a query) and overtake each other, so some moves look odd and are legal.
import type { OrderStatus } from '../domain/order.ts';

/**
 * What can be told of an order. `duplicated`: the venue refuses the id because an order of that id is open. `lost`: the
 * answer to the placement did not arrive. `filledPartly` leaves a rest open, `filledWholly` none.
 */
export type OrderEvent =
  | 'accepted'
  | 'rejected'
  | 'duplicated'
  | 'lost'
  | 'triggered'
  | 'amended'
  | 'filledPartly'
  | 'filledWholly'
  | 'cancelled'
  | 'expired';

type Moves = Readonly<Partial<Record<OrderEvent, OrderStatus>>>;

/** A lost answer says nothing of an order that was heard of otherwise, a late one nothing of an order that went on. */
const FROM_SENT: Moves = {
  accepted: 'open',
  rejected: 'rejected',
  // Proves that the order is open (SEMANTICS 10): an earlier send of it had arrived.
  duplicated: 'open',
  lost: 'unknown',
  // The account's stream may overtake the answer to the request: wakes, changes, fills and ends before acceptance.
  triggered: 'triggered',
  amended: 'open',
  filledPartly: 'partially-filled',
  filledWholly: 'filled',
  cancelled: 'cancelled',
  expired: 'expired',
};

export const ORDER_MOVES: Readonly<Record<OrderStatus, Moves>> = {
  pending: FROM_SENT,
  unknown: FROM_SENT,
  open: {
    accepted: 'open',
    duplicated: 'open',
    lost: 'open',
    triggered: 'triggered',
    amended: 'open',
    filledPartly: 'partially-filled',
    filledWholly: 'filled',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  triggered: {
    accepted: 'triggered',
    duplicated: 'triggered',
    lost: 'triggered',
    triggered: 'triggered',
    amended: 'triggered',
    filledPartly: 'partially-filled',
    filledWholly: 'filled',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  'partially-filled': {
    accepted: 'partially-filled',
    duplicated: 'partially-filled',
    lost: 'partially-filled',
    triggered: 'partially-filled',
    amended: 'partially-filled',
    filledPartly: 'partially-filled',
    filledWholly: 'filled',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  filled: {
    // Late tellings of what was overtaken by the last fill.
    accepted: 'filled',
    lost: 'filled',
    triggered: 'filled',
    amended: 'filled',
    // Our cancel crossed the last fill: nothing was left to cancel.
    cancelled: 'filled',
    expired: 'filled',
  },
  cancelled: {
    accepted: 'cancelled',
    lost: 'cancelled',
    triggered: 'cancelled',
    amended: 'cancelled',
    // A fill that crosses our cancel is legal, and may be told after it; it can even turn out to have been the last.
    filledPartly: 'cancelled',
    filledWholly: 'filled',
    cancelled: 'cancelled',
    expired: 'cancelled',
  },
  expired: {
    accepted: 'expired',
    lost: 'expired',
    triggered: 'expired',
    amended: 'expired',
    // The remainder of an IOC order may be told to be gone before the fills that came with it.
    filledPartly: 'expired',
    filledWholly: 'filled',
    cancelled: 'expired',
    expired: 'expired',
  },
  // A rejected order never was: whatever else is told of it contradicts the venue's own word.
  rejected: {
    rejected: 'rejected',
    lost: 'rejected',
  },
};

/** Where an order stands after an event; undefined where the move is not legal. */
export function nextStatus(status: OrderStatus, event: OrderEvent): OrderStatus | undefined {
  return ORDER_MOVES[status][event];
}
