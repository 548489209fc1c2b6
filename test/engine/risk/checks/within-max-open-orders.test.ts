import { describe, expect, it } from 'vitest';
import type { Order } from '../../../../engine/domain/order.ts';
import type { Plan } from '../../../../engine/domain/plan.ts';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import { withinMaxOpenOrders } from '../../../../engine/risk/checks/within-max-open-orders.ts';
import { someOrder } from '../../orders/some-orders.ts';
import { amend, answer, entry, operandsOf, planOf, settingsWith, someView } from '../some-plan.ts';

const ABOVE = 'OPEN_ORDERS_ABOVE_MAX';
const judge = (plan: Plan, working: readonly Order[], openOrdersMax: number | null, ofInstrument = 200) =>
  withinMaxOpenOrders(
    plan,
    someView({ working, instrument: { openOrdersMax: ofInstrument } }),
    settingsWith({ openOrdersMax }),
  );
const limit = () => entry('buy', 1, { price: 90 });
const resting = (id: string, more: Partial<Order> = {}) => someOrder(id, 'buy', 1, 90, more);

describe('within-max-open-orders', () => {
  it.each<[string, Plan, readonly Order[], string]>([
    ['as many as allowed', planOf([limit(), limit()]), [], 'pass'],
    ['one more', planOf([limit(), limit(), limit()]), [], ABOVE],
    ['one on top of those that rest', planOf([limit()]), [resting('a'), resting('b')], ABOVE],
    ['one in place of another', planOf([limit()], { cancels: ['a'] }), [resting('a'), resting('b')], 'pass'],
    [
      'one in place of another while too many rest',
      planOf([limit()], { cancels: ['a'] }),
      [resting('a'), resting('b'), resting('c')],
      'pass',
    ],
    ['an amend', amend(resting('a'), 2, 90), [resting('a'), resting('b')], 'pass'],
    ['a market order, which does not rest', planOf([entry('buy', 1)]), [resting('a'), resting('b')], 'pass'],
    [
      'an IOC order, which does not rest',
      planOf([entry('buy', 1, { price: 90, request: { timeInForce: 'IOC' } })]),
      [resting('a'), resting('b')],
      'pass',
    ],
    [
      'a conditional order, which rests',
      planOf([entry('buy', 1, { request: { type: 'STOP_MARKET', triggerPrice: toDecimal(110) } })]),
      [resting('a'), resting('b')],
      ABOVE,
    ],
    [
      'one beside exits of brackets',
      planOf([limit()]),
      [resting('a', { role: 'stop-loss' }), resting('b', { role: 'take-profit' })],
      'pass',
    ],
    [
      'one beside another strategy’s',
      planOf([limit()]),
      [resting('a', { strategyId: 's2' }), resting('b', { strategyId: 's2' })],
      'pass',
    ],
    [
      'one beside those of another symbol',
      planOf([limit()]),
      [resting('a', { symbol: 'ETHUSDT' }), resting('b', { symbol: 'ETHUSDT' })],
      'pass',
    ],
  ])('answers %s by the strategy’s limit of 2', (_name, plan, working, expected) => {
    expect(answer(judge(plan, working, 2))).toBe(expected);
    expect(answer(judge(plan, working, null))).toBe('pass');
  });

  it('counts everybody’s orders, exits included, against what the instrument allows', () => {
    const working = [resting('a', { strategyId: 's2' }), resting('b', { role: 'stop-loss' })];
    expect(answer(judge(planOf([limit()]), working, null, 3))).toBe('pass');
    const verdict = judge(planOf([limit()]), working, null, 2);
    expect(operandsOf(verdict)).toEqual({ openOrders: 3, openOrdersMax: 2, whose: 'account' });
  });
});
