import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import { canOnlyReduce, isReducingByVenue, judgedOrders, openingOrders } from '../../../engine/risk/judged-order.ts';
import { someOrder } from '../orders/some-orders.ts';
import { amend, entry, planOf, reduction, someView } from './some-plan.ts';

const buy = (more: Parameters<typeof someOrder>[4]) => someOrder('a', 'buy', 1, 90, more);
const sell = (more: Parameters<typeof someOrder>[4]) => someOrder('a', 'sell', 1, 90, more);

describe('isReducingByVenue', () => {
  it.each([
    ['an entry', buy({}), false],
    ['a reduce-only order', buy({ reduceOnly: true }), true],
    ['a close-position order', sell({ closePosition: true }), true],
    ['a buy of the long side', buy({ positionSide: 'long' }), false],
    ['a sell of the long side', sell({ positionSide: 'long' }), true],
    ['a buy of the short side', buy({ positionSide: 'short' }), true],
    ['a sell of the short side', sell({ positionSide: 'short' }), false],
    ['a stop without a flag', sell({ role: 'stop-loss' }), false],
  ])('knows %s', (_name, order, reduces) => {
    expect(isReducingByVenue(order)).toBe(reduces);
  });
});

describe('canOnlyReduce', () => {
  it('goes by the role too, for exits carry no flag in a shared account', () => {
    expect(canOnlyReduce(sell({ role: 'stop-loss' }))).toBe(true);
    expect(canOnlyReduce(sell({ role: 'take-profit' }))).toBe(true);
    expect(canOnlyReduce(sell({ role: 'reduce' }))).toBe(true);
    expect(canOnlyReduce(sell({ role: 'entry' }))).toBe(false);
  });
});

describe('judgedOrders', () => {
  const working = [someOrder('a', 'buy', 2, 90, { filledQuantity: toDecimal(1) })];

  it('are amends as they will stand, and planned orders', () => {
    const plan = { ...amend(working[0]!, 4, 95), orders: [entry('buy', 1), reduction('sell', 1)] };
    const judged = judgedOrders(plan, someView({ working }));
    expect(judged.map(({ notional, reduces }) => [notional.toString(), reduces])).toEqual([
      ['380', false],
      ['100', false],
      ['100', true],
    ]);
    expect(judged[0]?.order.filledQuantity.toString()).toBe('1');
    expect(openingOrders(plan, someView({ working })).length).toBe(2);
  });

  it('throw on an amend of what is not known', () => {
    expect(() => judgedOrders(amend(working[0]!, 4, 95), someView())).toThrow(
      'the plan amends order "a", which is not known',
    );
    expect(judgedOrders(planOf([]), someView())).toEqual([]);
  });
});
