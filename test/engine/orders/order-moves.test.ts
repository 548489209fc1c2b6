import { describe, expect, it } from 'vitest';
import { isEnded, type OrderStatus } from '../../../engine/domain/order.ts';
import { nextStatus, ORDER_MOVES, type OrderEvent } from '../../../engine/orders/order-moves.ts';

const EVENTS: readonly OrderEvent[] = [
  'accepted',
  'rejected',
  'duplicated',
  'lost',
  'triggered',
  'amended',
  'filledPartly',
  'filledWholly',
  'cancelled',
  'expired',
];

/** Read across in the order of EVENTS; a dash is no legal move. */
const EXPECTED: Readonly<Record<OrderStatus, string>> = {
  pending: 'open rejected open unknown triggered open partially-filled filled cancelled expired',
  unknown: 'open rejected open unknown triggered open partially-filled filled cancelled expired',
  open: 'open - open open triggered open partially-filled filled cancelled expired',
  triggered: 'triggered - triggered triggered triggered triggered partially-filled filled cancelled expired',
  'partially-filled':
    'partially-filled - partially-filled partially-filled partially-filled partially-filled partially-filled filled cancelled expired',
  filled: 'filled - - filled filled filled - - filled filled',
  cancelled: 'cancelled - - cancelled cancelled cancelled cancelled filled cancelled cancelled',
  expired: 'expired - - expired expired expired expired filled expired expired',
  rejected: '- rejected - rejected - - - - - -',
};

const STATUSES = Object.keys(EXPECTED).filter((status): status is OrderStatus => status in ORDER_MOVES);

describe('the table of legal moves', () => {
  it.each(STATUSES)('from %s leads where the list in this test says, and nowhere else', (status) => {
    expect(EVENTS.map((event) => nextStatus(status, event) ?? '-').join(' ')).toBe(EXPECTED[status]);
  });

  it('speaks of every status', () => {
    expect(Object.keys(ORDER_MOVES).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  });

  it('lets an order that ended move only to filled, by a fill', () => {
    for (const status of STATUSES.filter(isEnded)) {
      const reached = new Set(EVENTS.map((event) => nextStatus(status, event)).filter((next) => next !== undefined));
      reached.delete(status);
      expect([...reached].every((next) => next === 'filled')).toBe(true);
    }
  });

  it('never turns an order that was heard of back into one that was not', () => {
    for (const status of STATUSES.filter((of) => of !== 'pending' && of !== 'unknown')) {
      for (const event of EVENTS) expect(['pending', 'unknown']).not.toContain(nextStatus(status, event));
    }
  });
});
