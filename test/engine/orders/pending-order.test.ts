import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { PlannedOrder } from '../../../engine/domain/plan.ts';
import { pendingOrder } from '../../../engine/orders/pending-order.ts';
import { someOrder } from './some-orders.ts';

describe('pendingOrder', () => {
  const planned: PlannedOrder = {
    request: someOrder('slu-s1-1-1-M', 'buy', 2, 100),
    role: 'entry',
    ref: 'mine',
    bracket: {
      bracketId: 'slu-s1-1-1',
      direction: 'long',
      exits: { stop: null, targets: [], trailing: null, breakEven: null, maxHoldingMs: null },
    },
    reducesBracketId: null,
    reduces: false,
    referencePrice: toDecimal(100),
    notional: toDecimal(200),
  };

  it('stands as sent and unanswered, linked to the bracket it founds', () => {
    expect(pendingOrder(planned, 's1', 5)).toMatchObject({
      clientOrderId: 'slu-s1-1-1-M',
      strategyId: 's1',
      ref: 'mine',
      bracketId: 'slu-s1-1-1',
      status: 'pending',
      placedTime: 5,
      updatedTime: 5,
    });
  });

  it('is linked to the bracket it reduces', () => {
    const reducing = { ...planned, bracket: null, reducesBracketId: 'slu-s1-1-7', role: 'reduce' } as const;
    expect(pendingOrder(reducing, 's1', 5)).toMatchObject({ bracketId: 'slu-s1-1-7', role: 'reduce' });
  });
});
