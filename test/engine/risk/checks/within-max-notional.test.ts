import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../engine/domain/plan.ts';
import { withinMaxNotional } from '../../../../engine/risk/checks/within-max-notional.ts';
import type { RiskSettings } from '../../../../engine/risk/settings.ts';
import { someOrder } from '../../orders/some-orders.ts';
import {
  amend,
  answer,
  clippedTo,
  entry,
  operandsOf,
  planOf,
  reduction,
  settingsWith,
  someView,
} from '../some-plan.ts';

const working = [someOrder('a', 'buy', 1, 90)];
const judge = (plan: Plan, settings: Partial<RiskSettings> = {}) =>
  withinMaxNotional(plan, someView({ working }), settingsWith({ orderNotionalMax: 500, ...settings }));

describe('within-max-notional', () => {
  it.each([
    ['an order worth exactly so much', planOf([entry('buy', 5)]), 'pass'],
    ['an order worth more', planOf([entry('buy', '5.001')]), 'ORDER_NOTIONAL_ABOVE_MAX'],
    ['a limit by its own price', planOf([entry('buy', 6, { price: 80 })]), 'pass'],
    ['a reduction of any worth', planOf([reduction('sell', 50)]), 'pass'],
    ['an amend worth more', amend(working[0]!, 6, 90), 'ORDER_NOTIONAL_ABOVE_MAX'],
  ])('answers %s', (_name, plan, expected) => {
    expect(answer(judge(plan))).toBe(expected);
    expect(answer(judge(plan, { orderNotionalMax: null }))).toBe('pass');
  });

  it('cuts the order down to the limit where the setting says so', () => {
    const plan = planOf([entry('buy', 9, { price: '70.1', id: 'slu-s1-1-1-M' })]);
    const verdict = judge(plan, { limitExcess: 'clip' });
    // 500 / 70.1 = 7.1326…, on the step 7.132.
    expect(clippedTo(verdict)).toEqual(['7.132']);
    expect(verdict.kind === 'clip' && verdict.plan.orders[0]?.notional.toString()).toBe('499.9532');
    expect(operandsOf(verdict)).toEqual({ order: 'slu-s1-1-1-M', notional: '630.9', notionalMax: 500 });
  });

  it('refuses what cannot be cut down: an amend, or an order of which nothing would be left', () => {
    expect(answer(judge(amend(working[0]!, 6, 90), { limitExcess: 'clip' }))).toBe('ORDER_NOTIONAL_ABOVE_MAX');
    const dear = planOf([entry('buy', 1, { price: 100_000 })]);
    expect(answer(judge(dear, { limitExcess: 'clip', orderNotionalMax: 50 }))).toBe('ORDER_NOTIONAL_ABOVE_MAX');
  });
});
