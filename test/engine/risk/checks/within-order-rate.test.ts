import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../engine/domain/plan.ts';
import { withinOrderRate } from '../../../../engine/risk/checks/within-order-rate.ts';
import type { RiskSettings } from '../../../../engine/risk/settings.ts';
import { someOrder } from '../../orders/some-orders.ts';
import { amend, answer, entry, NOW, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const resting = someOrder('a', 'buy', 1, 90);
const judge = (plan: Plan, own: number, all: number, settings: Partial<RiskSettings>) => {
  const ordersSentSince = (strategyId: string | null) => (strategyId === null ? all : own);
  return withinOrderRate(plan, someView({ history: { ordersSentSince }, working: [resting] }), settingsWith(settings));
};
const ONE = planOf([entry('buy', 1)]);
const TWO = planOf([entry('buy', 1), entry('buy', 1)]);

describe('within-order-rate', () => {
  it.each<[string, Plan, number, string]>([
    ['the last order allowed', ONE, 4, 'pass'],
    ['one order too many', ONE, 5, 'ORDER_RATE_ABOVE_MAX'],
    ['two orders where one is left', TWO, 4, 'ORDER_RATE_ABOVE_MAX'],
    ['an amend too many', amend(resting, 2, 90), 5, 'ORDER_RATE_ABOVE_MAX'],
    ['a reduction at any rate', planOf([reduction('sell', 1)]), 50, 'pass'],
    ['a cancel at any rate', planOf([], { cancels: ['a'] }), 50, 'pass'],
  ])('answers %s by the strategy’s rate of 5', (_name, plan, sent, expected) => {
    expect(answer(judge(plan, sent, sent, { orderRateMax: 5 }))).toBe(expected);
    expect(answer(judge(plan, sent, sent, {}))).toBe('pass');
  });

  it('counts all strategies by the account’s rate', () => {
    expect(answer(judge(ONE, 0, 4, { accountOrderRateMax: 5 }))).toBe('pass');
    const verdict = judge(ONE, 0, 5, { accountOrderRateMax: 5, orderRateWindowMs: 1000 });
    expect(operandsOf(verdict)).toEqual({ orders: 6, ordersMax: 5, windowMs: 1000, whose: 'account' });
  });

  it('asks for what was sent within the window', () => {
    const asked: unknown[] = [];
    const ordersSentSince = (strategyId: string | null, since: number): number => {
      asked.push([strategyId, since]);
      return 0;
    };
    const settings = settingsWith({ orderRateMax: 1, accountOrderRateMax: 1, orderRateWindowMs: 1000 });
    withinOrderRate(ONE, someView({ history: { ordersSentSince } }), settings);
    expect(asked).toEqual([
      ['s1', NOW - 1000],
      [null, NOW - 1000],
    ]);
  });
});
