import { describe, expect, it } from 'vitest';
import type { OrderRole } from '../../../engine/domain/order.ts';
import { exitCauseOf, type ToldReason } from '../../../engine/trader/exit-cause.ts';

describe('the cause a trade is taken from by', () => {
  it.each<[role: OrderRole, reason: ToldReason | null, cause: string | null]>([
    ['stop-loss', 'stop-loss', 'stop-loss'],
    ['stop-loss', 'break-even', 'break-even'],
    ['stop-loss', 'trailing', 'trailing-stop'],
    ['stop-loss', null, 'stop-loss'],
    ['entry', 'open', 'opposite-entry'],
    ['entry', 'keepOrders', 'opposite-entry'],
    ['entry', 'reverse', 'reverse'],
    ['entry', 'target', 'target'],
    ['reduce', 'close', 'close'],
    ['reduce', 'reduce', 'reduce'],
    ['reduce', 'keepOrders', 'keep-orders'],
    ['reduce', 'place', 'place'],
    ['reduce', 'held-too-long', 'time'],
    ['reduce', 'stop-filled', null],
    ['reduce', 'would-trigger', 'would-trigger'],
    ['reduce', 'unprotectable', 'unprotectable'],
    ['reduce', 'late-fill', 'late-fill'],
    ['reduce', 'excess', 'excess'],
    ['reduce', 'end-of-data', 'end-of-data'],
    ['reduce', null, 'reduce'],
    ['foreign', null, 'foreign'],
  ])('is, for an order of role %s sent because of %s, %s', (role, reason, cause) => {
    expect(exitCauseOf({ role, clientOrderId: 'slu-s1-1-1-R' }, reason)).toBe(cause);
  });

  it.each([
    ['slu-s1-1-1-TP1', 'take-profit-1'],
    ['slu-s1-1-1-TP12.3', 'take-profit-12'],
    ['somebody-elses', 'take-profit-1'],
  ])('is the number of the target: %s is %s', (clientOrderId, cause) => {
    expect(exitCauseOf({ role: 'take-profit', clientOrderId }, 'take-profit')).toBe(cause);
  });
});
