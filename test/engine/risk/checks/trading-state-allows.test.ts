import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../engine/domain/plan.ts';
import { tradingStateAllows } from '../../../../engine/risk/checks/trading-state-allows.ts';
import type { TradingState } from '../../../../engine/risk/trading-states.ts';
import { someOrder } from '../../orders/some-orders.ts';
import {
  amend,
  answer,
  clippedTo,
  entry,
  NO_EXITS,
  operandsOf,
  planOf,
  reduction,
  settingsWith,
  someView,
} from '../some-plan.ts';

const resting = someOrder('a', 'buy', 2, 90, { status: 'open' });
const leg = someOrder('t', 'sell', 2, 110, { status: 'open', role: 'take-profit' });
const inState = (state: TradingState) => someView({ history: { tradingState: () => state }, working: [resting, leg] });
const judge = (plan: Plan, state: TradingState) => tradingStateAllows(plan, inState(state), settingsWith());

const OPEN = planOf([entry('buy', 1)]);
const REDUCE = planOf([reduction('sell', 1)]);
const CANCEL = planOf([], { intent: 'cancel', cancels: ['a'] });
const EXITS = planOf([], {
  intent: 'setExits',
  exitChanges: [
    { bracketId: 'slu-s1-1-1', direction: 'long', before: NO_EXITS, exits: { ...NO_EXITS, stop: { price: 95 } } },
  ],
});
const LEVERAGE = planOf([], { intent: 'setLeverage', setting: { setting: 'leverage', leverage: 5 } });

describe('trading-state-allows', () => {
  it.each<[string, Plan, string, string, string]>([
    ['an entry', OPEN, 'pass', 'TRADING_REDUCING', 'TRADING_HALTED'],
    ['a reduction', REDUCE, 'pass', 'pass', 'TRADING_HALTED'],
    ['a cancel', CANCEL, 'pass', 'pass', 'TRADING_HALTED'],
    ['new exits', EXITS, 'pass', 'pass', 'TRADING_HALTED'],
    ['a setting', LEVERAGE, 'pass', 'TRADING_REDUCING', 'TRADING_HALTED'],
    ['an amend to a greater notional', amend(resting, 3, 90), 'pass', 'TRADING_REDUCING', 'TRADING_HALTED'],
    ['an amend to the same notional', amend(resting, 2, 90), 'pass', 'pass', 'TRADING_HALTED'],
    ['an amend to a smaller notional', amend(resting, 2, 89), 'pass', 'pass', 'TRADING_HALTED'],
    ['an amend of an exit', amend(leg, 2, 120), 'pass', 'pass', 'TRADING_HALTED'],
  ])('answers %s when active, reducing and halted', (_name, plan, active, reducing, halted) => {
    expect(answer(judge(plan, 'active'))).toBe(active);
    expect(answer(judge(plan, 'reducing'))).toBe(reducing);
    expect(answer(judge(plan, 'halted'))).toBe(halted);
  });

  it('leaves out of a mixed plan what does not reduce, and keeps the rest', () => {
    const mixed = planOf([entry('buy', 1), reduction('sell', 3)], { intent: 'keepOrders', cancels: ['a'] });
    const verdict = judge(mixed, 'reducing');
    expect(answer(verdict)).toBe('clip TRADING_REDUCING');
    expect(clippedTo(verdict)).toEqual(['3']);
    expect(operandsOf(verdict)).toEqual({ ordersLeftOut: 1, amendsLeftOut: 0 });
    expect(verdict.kind === 'clip' && verdict.plan.cancels).toEqual(['a']);
  });

  it('asks for the state of the plan’s own strategy and symbol', () => {
    const asked: string[] = [];
    const tradingState = (strategyId: string, symbol: string): TradingState => {
      asked.push(`${strategyId} ${symbol}`);
      return 'active';
    };
    tradingStateAllows(
      planOf([], { strategyId: 's7', symbol: 'ETHUSDT' }),
      someView({ history: { tradingState } }),
      settingsWith(),
    );
    expect(asked).toEqual(['s7 ETHUSDT']);
  });
});
