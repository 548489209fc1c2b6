import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import type { BracketExits, Plan } from '../../../../engine/domain/plan.ts';
import type { Side } from '../../../../engine/domain/side.ts';
import { stopBeforeLiquidation } from '../../../../engine/risk/checks/stop-before-liquidation.ts';
import type { RiskSettings } from '../../../../engine/risk/settings.ts';
import { someOrder } from '../../orders/some-orders.ts';
import {
  answer,
  entry,
  NO_EXITS,
  operandsOf,
  planOf,
  reduction,
  settingsWith,
  someView,
  type ViewFigures,
} from '../some-plan.ts';

const BEHIND = 'STOP_BEHIND_LIQUIDATION';
const ISOLATED: ViewFigures = { marginMode: 'isolated', leverage: 10 };
const judge = (plan: Plan, figures: ViewFigures, settings: Partial<RiskSettings> = {}) =>
  stopBeforeLiquidation(plan, someView(figures), settingsWith(settings));
const stopAt = (side: Side, price: number | string, quantity = 1): Plan =>
  planOf([entry(side, quantity, { exits: { stop: { price } } })]);

describe('stop-before-liquidation', () => {
  // Isolated at 10x from 100: a long is liquidated at 90 / 0.995 = 90.4522…, a short at 110 / 1.005 = 109.4527….
  it.each([
    ['a long’s stop before it', stopAt('buy', '90.5'), 'pass'],
    ['a long’s stop behind it', stopAt('buy', '90.4'), BEHIND],
    ['a short’s stop before it', stopAt('sell', '109.4'), 'pass'],
    ['a short’s stop behind it', stopAt('sell', '109.5'), BEHIND],
    [
      'a trailing stop before it',
      planOf([entry('buy', 1, { exits: { stop: null, trailing: { callbackRatio: '0.09' } } })]),
      'pass',
    ],
    [
      'a trailing stop behind it',
      planOf([entry('buy', 1, { exits: { stop: null, trailing: { callbackRatio: '0.1' } } })]),
      BEHIND,
    ],
    ['an entry without a stop', planOf([entry('buy', 1, { exits: { stop: null } })]), 'pass'],
    ['an entry outside of brackets', planOf([entry('buy', 1, { exits: null })]), 'pass'],
    ['a reduction', planOf([reduction('sell', 1)]), 'pass'],
  ])('answers %s', (_name, plan, expected) => {
    expect(answer(judge(plan, ISOLATED))).toBe(expected);
    expect(answer(judge(plan, ISOLATED, { requireStopBeforeLiquidation: false }))).toBe('pass');
  });

  it('calls a stop at the liquidation price itself too late', () => {
    // Without brackets the liquidation price is that of bankruptcy: 90.
    const figures = { ...ISOLATED, market: { brackets: null } };
    expect(answer(judge(stopAt('buy', 90), figures))).toBe(BEHIND);
    expect(answer(judge(stopAt('buy', '90.1'), figures))).toBe('pass');
  });

  it('asks for the buffer of the setting', () => {
    const figures = { ...ISOLATED, market: { brackets: null } };
    const settings = { liquidationBufferRatio: 0.02 };
    // 90 + 2 % = 91.8.
    expect(answer(judge(stopAt('buy', '91.8'), figures, settings))).toBe(BEHIND);
    expect(answer(judge(stopAt('buy', '91.9'), figures, settings))).toBe('pass');
    expect(
      operandsOf(
        judge(planOf([entry('buy', 1, { id: 'slu-s1-1-3-M', exits: { stop: { price: 90 } } })]), figures, settings),
      ),
    ).toEqual({
      bracket: 'slu-s1-1-3',
      stopPrice: '90',
      liquidationPrice: '90',
      bufferRatio: 0.02,
    });
  });

  it('judges the position as it will be, with what is held already', () => {
    // 1 held from 110 with 11 of margin, 1 more at 100 with 10: (21 − 210) / −1.99 = 94.97.
    const figures = { ...ISOLATED, held: [{ quantity: 1, price: 110, isolatedWallet: 11 }] };
    expect(answer(judge(stopAt('buy', 95), figures))).toBe('pass');
    expect(answer(judge(stopAt('buy', '94.9'), figures))).toBe(BEHIND);
  });

  it('judges a limit entry by its own price', () => {
    // From 80: 72 / 0.995 = 72.36.
    const plan = (price: string) => planOf([entry('buy', 1, { price: 80, exits: { stop: { price } } })]);
    expect(answer(judge(plan('72.4'), ISOLATED))).toBe('pass');
    expect(answer(judge(plan('72.3'), ISOLATED))).toBe(BEHIND);
  });

  describe('in hedge mode', () => {
    const long = planOf([entry('buy', 1, { request: { positionSide: 'long' }, exits: { stop: { price: 95 } } })]);
    const shortHeld = (quantity: number, marginMode: 'cross' | 'isolated'): ViewFigures => ({
      marginMode,
      leverage: 10,
      account: { positionMode: 'hedge', crossWallet: toDecimal(20) },
      held: [{ quantity: -quantity, price: 100, positionSide: 'short' }],
    });

    it('does not judge the smaller side of a cross account by the price that liquidates the larger one', () => {
      expect(answer(judge(long, shortHeld(10, 'cross')))).toBe('pass');
    });

    it('judges an isolated side by itself, whatever the other one is', () => {
      expect(answer(judge(long, shortHeld(10, 'isolated')))).toBe('pass');
      const behind = planOf([entry('buy', 1, { request: { positionSide: 'long' }, exits: { stop: { price: 85 } } })]);
      expect(answer(judge(behind, shortHeld(10, 'isolated')))).toBe(BEHIND);
    });
  });

  describe('in cross mode', () => {
    const wallet = (crossWallet: number): ViewFigures => ({
      account: { crossWallet: toDecimal(crossWallet), takerFeeRatio: toDecimal(0) },
    });

    it('lets the whole wallet back the position', () => {
      // 10 from 100 on 200: (200 − 1,000) / −9.95 = 80.4.
      expect(answer(judge(stopAt('buy', '80.5', 10), wallet(200)))).toBe('pass');
      expect(answer(judge(stopAt('buy', '80.4', 10), wallet(200)))).toBe(BEHIND);
      expect(answer(judge(stopAt('buy', 1, 10), wallet(1000)))).toBe('pass');
    });

    it('counts the fee, and what other positions owe and have lost', () => {
      const fee = { account: { crossWallet: toDecimal(200), takerFeeRatio: toDecimal('0.01') } };
      // 10 of fee: (190 − 1,000) / −9.95 = 81.4.
      expect(answer(judge(stopAt('buy', '81.4', 10), fee))).toBe(BEHIND);
      const other = { ...wallet(200), held: [{ symbol: 'ETHUSDT', quantity: 1, price: 150 }] };
      // 50 lost and 0.5 owed there: (149.5 − 1,000) / −9.95 = 85.47….
      expect(answer(judge(stopAt('buy', '85.5', 10), other))).toBe('pass');
      expect(answer(judge(stopAt('buy', '85.4', 10), other))).toBe(BEHIND);
    });
  });

  it('leaves isolated positions of other symbols out of what the cross wallet backs', () => {
    const figures: ViewFigures = {
      account: { crossWallet: toDecimal(200), takerFeeRatio: toDecimal(0) },
      held: [{ symbol: 'ETHUSDT', quantity: 1, price: 150 }],
    };
    const isolatedEth = { leverage: 10, marginMode: 'isolated' } as const;
    const view = someView(figures);
    const mixed = { ...view, setting: (symbol: string) => (symbol === 'ETHUSDT' ? isolatedEth : view.setting(symbol)) };
    expect(answer(stopBeforeLiquidation(stopAt('buy', '80.5', 10), mixed, settingsWith()))).toBe('pass');
    expect(answer(stopBeforeLiquidation(stopAt('buy', '80.5', 10), view, settingsWith()))).toBe(BEHIND);
  });

  it('does not judge a stop whose net position loses on the other side', () => {
    const figures = { ...ISOLATED, held: [{ quantity: -5, price: 100, isolatedWallet: 50, strategyId: 's2' }] };
    expect(answer(judge(stopAt('buy', 50), figures))).toBe('pass');
  });

  it('judges a change of exits by the position as it is', () => {
    const changed = (exits: Partial<BracketExits>) =>
      planOf([], {
        intent: 'setExits',
        exitChanges: [
          { bracketId: 'slu-s1-1-1', direction: 'long', before: NO_EXITS, exits: { ...NO_EXITS, ...exits } },
        ],
      });
    const filled = someOrder('slu-s1-1-1-M', 'buy', 1, 100, {
      status: 'filled',
      filledQuantity: toDecimal(1),
      averagePrice: toDecimal(100),
    });
    const figures = { ...ISOLATED, held: [{ quantity: 1, price: 100, isolatedWallet: 10 }], ended: [filled] };
    expect(answer(judge(changed({ stop: { ratio: '0.09' } }), figures))).toBe('pass');
    expect(answer(judge(changed({ stop: { ratio: '0.1' } }), figures))).toBe(BEHIND);
    expect(answer(judge(changed({}), figures))).toBe('pass');
    const hedge = {
      ...figures,
      account: { positionMode: 'hedge' },
      held: [{ quantity: 1, price: 100, isolatedWallet: 10, positionSide: 'long' }],
    } as const;
    expect(answer(judge(changed({ stop: { ratio: '0.1' } }), hedge))).toBe(BEHIND);
  });
});
