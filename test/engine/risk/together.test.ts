import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { Plan } from '../../../engine/domain/plan.ts';
import { judgeTogether } from '../../../engine/risk/together.ts';
import { entry, planOf, reduction, settingsWith, someView } from './some-plan.ts';

const inEth = (plan: Plan): Plan => ({
  ...plan,
  symbol: 'ETHUSDT',
  orders: plan.orders.map((order) => ({ ...order, request: { ...order.request, symbol: 'ETHUSDT' } })),
});
/** Leverage 10 at 100: an order of 50 needs 500. */
const pair = (first: number, second: number): readonly Plan[] => [
  planOf([entry('buy', first)]),
  inEth(planOf([entry('sell', second)])),
];
const view = someView({ account: { availableMargin: toDecimal(1000) } });

describe('judgeTogether', () => {
  it('passes plans for which the margin suffices jointly', () => {
    const answer = judgeTogether(pair(50, 50), view, settingsWith());
    expect(answer.kind === 'passed' && answer.passed.map(({ plan }) => plan.symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
  });

  it('refuses all where each would pass alone and the margin does not suffice for both', () => {
    const answer = judgeTogether(pair(50, 51), view, settingsWith());
    expect(answer).toMatchObject({ kind: 'refused', index: 1, refusal: { code: 'MARGIN_SHORT', symbol: 'ETHUSDT' } });
    expect(judgeTogether(pair(50, 51).slice(1), view, settingsWith()).kind).toBe('passed');
  });

  it('refuses all where the first does not pass', () => {
    expect(judgeTogether(pair(101, 1), view, settingsWith())).toMatchObject({ kind: 'refused', index: 0 });
  });

  it('reserves jointly within one symbol too', () => {
    const plans = [planOf([entry('buy', 60)]), planOf([entry('buy', 60)])];
    expect(judgeTogether(plans, view, settingsWith())).toMatchObject({ kind: 'refused', index: 1 });
    expect(judgeTogether([planOf([entry('buy', 60)]), planOf([entry('sell', 60)])], view, settingsWith()).kind).toBe(
      'passed',
    );
  });

  it('counts the orders of all plans in the order rate', () => {
    const settings = settingsWith({ orderRateMax: 1 });
    expect(judgeTogether(pair(1, 1), view, settings)).toMatchObject({
      index: 1,
      refusal: { code: 'ORDER_RATE_ABOVE_MAX' },
    });
    const ofTwo = [planOf([entry('buy', 1)]), { ...planOf([entry('sell', 1)]), strategyId: 's2' }];
    expect(judgeTogether(ofTwo, view, settings).kind).toBe('passed');
    expect(judgeTogether(ofTwo, view, settingsWith({ accountOrderRateMax: 1 }))).toMatchObject({ index: 1 });
  });

  it('does not let an entry pass smaller than it was meant', () => {
    const settings = settingsWith({ orderNotionalMax: 1000, limitExcess: 'clip' });
    expect(judgeTogether(pair(10, 20), view, settings)).toMatchObject({
      kind: 'refused',
      index: 1,
      refusal: { code: 'ORDER_NOTIONAL_ABOVE_MAX', outcome: 'refused' },
    });
  });

  it('lets a reduction pass cut down to what is held', () => {
    const holding = someView({ held: [{ quantity: 2, price: 100 }] });
    const answer = judgeTogether(
      [planOf([reduction('sell', 3)]), inEth(planOf([entry('buy', 1)]))],
      holding,
      settingsWith(),
    );
    expect(answer.kind === 'passed' && answer.passed[0]?.plan.orders[0]?.request.quantity?.toString()).toBe('2');
  });

  it('does not let a plan pass that lost an amend or an entry to the trading state', () => {
    const reducing = someView({ history: { tradingState: () => 'reducing' }, held: [{ quantity: 2, price: 100 }] });
    const mixed = planOf([reduction('sell', 1), entry('buy', 1)]);
    expect(judgeTogether([mixed], reducing, settingsWith())).toMatchObject({ refusal: { code: 'TRADING_REDUCING' } });
  });
});
