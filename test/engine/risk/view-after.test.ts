import { describe, expect, it } from 'vitest';
import { viewAfter } from '../../../engine/risk/view-after.ts';
import { someOrder } from '../orders/some-orders.ts';
import { amend, entry, planOf, someView } from './some-plan.ts';

const working = [
  someOrder('a', 'buy', 1, 90, { status: 'open' }),
  someOrder('b', 'buy', 1, 91, { status: 'open' }),
  someOrder('e', 'buy', 1, 91, { symbol: 'ETHUSDT' }),
];
const view = someView({ working, history: { ordersSentSince: () => 3 } });
const ids = (symbol?: string, of = view) => [...of.workingOrders(symbol)].map(({ clientOrderId }) => clientOrderId);

describe('viewAfter', () => {
  it('shows the plan’s orders as pending, and what it cancels as gone', () => {
    const plan = planOf([entry('buy', 1, { id: 'slu-s1-1-9-M' })], { cancels: ['a'] });
    const after = viewAfter(plan, view);
    expect(ids('BTCUSDT', after)).toEqual(['b', 'slu-s1-1-9-M']);
    expect(ids('ETHUSDT', after)).toEqual(['e']);
    expect(ids(undefined, after)).toEqual(['e', 'b', 'slu-s1-1-9-M']);
    expect(after.order('slu-s1-1-9-M')).toMatchObject({ status: 'pending', strategyId: 's1' });
    expect(after.order('e')?.clientOrderId).toBe('e');
    expect([...after.workingOrders('BTCUSDT')].length).toBe([...after.workingOrders('BTCUSDT')].length);
  });

  it('shows amended orders as they will be, in their place', () => {
    const after = viewAfter(amend(working[0]!, 5, 89), view);
    expect(ids('BTCUSDT', after)).toEqual(['a', 'b']);
    expect(after.order('a')?.quantity?.toString()).toBe('5');
    expect(after.order('a')?.price?.toString()).toBe('89');
  });

  it('counts what the plan sends for its strategy and for all', () => {
    const after = viewAfter(planOf([entry('buy', 1), entry('buy', 1)]), view);
    expect(after.history.ordersSentSince('s1', 0)).toBe(5);
    expect(after.history.ordersSentSince('s2', 0)).toBe(3);
    expect(after.history.ordersSentSince(null, 0)).toBe(5);
  });

  it('shows a setting the plan changes, in its symbol alone', () => {
    const leverage = viewAfter(planOf([], { setting: { setting: 'leverage', leverage: 3 } }), view);
    expect([leverage.setting('BTCUSDT').leverage, leverage.setting('ETHUSDT').leverage]).toEqual([3, 10]);
    const mode = viewAfter(planOf([], { setting: { setting: 'marginMode', marginMode: 'isolated' } }), view);
    expect([mode.setting('BTCUSDT').marginMode, mode.setting('ETHUSDT').marginMode]).toEqual(['isolated', 'cross']);
  });

  it('shows everything else as it is', () => {
    const before = someView({
      held: [{ quantity: 2, price: 100 }],
      history: {
        dayStartEquity: () => 1,
        peakEquity: () => 2,
        lastLosingExitTime: () => 3,
        tradingState: () => 'halted',
      },
    });
    const after = viewAfter(planOf([]), before);
    expect(after.position('BTCUSDT', 'both').quantity.toString()).toBe('2');
    expect(after.book('s1', 'BTCUSDT', 'both').quantity.toString()).toBe('2');
    expect(after.market('BTCUSDT').last).toBe(100);
    const { history } = after;
    expect([history.dayStartEquity(), history.peakEquity(), history.lastLosingExitTime('s1')]).toEqual([1, 2, 3]);
    expect(history.tradingState('s1', 'BTCUSDT')).toBe('halted');
  });
});
