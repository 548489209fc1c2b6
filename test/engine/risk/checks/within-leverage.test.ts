import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import type { Plan } from '../../../../engine/domain/plan.ts';
import { withinLeverage } from '../../../../engine/risk/checks/within-leverage.ts';
import type { RiskSettings } from '../../../../engine/risk/settings.ts';
import { someOrder } from '../../orders/some-orders.ts';
import {
  answer,
  entry,
  operandsOf,
  planOf,
  reduction,
  settingsWith,
  someView,
  type ViewFigures,
} from '../some-plan.ts';

const judge = (plan: Plan, figures: ViewFigures = {}, settings: Partial<RiskSettings> = {}) =>
  withinLeverage(plan, someView(figures), settingsWith(settings));
const buy = (quantity: number | string) => planOf([entry('buy', quantity)]);
const sell = (quantity: number | string) => planOf([entry('sell', quantity)]);
const ABOVE = 'LEVERAGE_ABOVE_MAX';

describe('within-leverage', () => {
  // Equity 10,000 at 2x: 20,000, which is 200 at a price of 100.
  it.each<[string, Plan, ViewFigures, string]>([
    ['an order up to it', buy(200), {}, 'pass'],
    ['an order beyond it', buy('200.001'), {}, ABOVE],
    ['an order on top of a position', buy('100.001'), { held: [{ quantity: 100, price: 100 }] }, ABOVE],
    [
      'an order on top of another symbol’s position',
      buy('100.001'),
      { held: [{ quantity: 100, price: 100, symbol: 'ETHUSDT' }] },
      ABOVE,
    ],
    [
      'an order on top of another symbol’s order',
      buy('100.001'),
      { working: [someOrder('w', 'sell', 100, 100, { symbol: 'ETHUSDT' })] },
      ABOVE,
    ],
    ['an order of the smaller side', sell(150), { working: [someOrder('w', 'buy', 200, 100)] }, 'pass'],
    ['an order of the larger side', buy(1), { working: [someOrder('w', 'buy', 200, 100)] }, ABOVE],
    ['an order that turns a position', sell(400), { held: [{ quantity: 200, price: 100 }] }, 'pass'],
    ['a sale against a position beyond it', sell(10), { held: [{ quantity: 500, price: 100 }] }, 'pass'],
    [
      'a reduction of a position beyond it',
      planOf([reduction('sell', 10)]),
      { held: [{ quantity: 500, price: 100 }] },
      'pass',
    ],
    [
      'both sides of hedge mode',
      planOf([entry('sell', '100.001', { request: { positionSide: 'short' } })]),
      { held: [{ quantity: 100, price: 100, positionSide: 'long' }], account: { positionMode: 'hedge' } },
      ABOVE,
    ],
    ['an order without equity', buy(1), { account: { equity: toDecimal(0) } }, ABOVE],
  ])('answers %s by an effective leverage of 2', (_name, plan, figures, expected) => {
    expect(answer(judge(plan, figures, { leverageMax: 2 }))).toBe(expected);
    expect(answer(judge(plan, figures, {}))).toBe('pass');
  });

  it('tells the exposure, the equity and the leverage they make', () => {
    expect(operandsOf(judge(buy(250), {}, { leverageMax: 2 }))).toEqual({
      exposure: '25000',
      equity: '10000',
      leverage: '2.5',
      leverageMax: 2,
    });
  });

  describe('the symbol’s setting', () => {
    const set = (leverage: number) => planOf([], { intent: 'setLeverage', setting: { setting: 'leverage', leverage } });
    it.each([
      ['may be set as high as allowed', set(20), 20, 'pass'],
      ['may not be set higher', set(21), 20, 'SYMBOL_LEVERAGE_ABOVE_MAX'],
      ['may be set as high as the highest bracket', set(100), null, 'pass'],
      ['may not be set beyond every bracket', set(101), null, 'BRACKET_LEVERAGE_ABOVE_MAX'],
    ])('%s', (_name, plan, symbolLeverageMax, expected) => {
      expect(answer(judge(plan, {}, { symbolLeverageMax }))).toBe(expected);
    });

    it('that is higher already opens nothing, and is no matter for a margin mode', () => {
      expect(answer(judge(buy(1), { leverage: 25 }, { symbolLeverageMax: 20 }))).toBe('SYMBOL_LEVERAGE_ABOVE_MAX');
      const mode = planOf([], { intent: 'setMarginMode', setting: { setting: 'marginMode', marginMode: 'isolated' } });
      expect(answer(judge(mode, { leverage: 25 }, { symbolLeverageMax: 20 }))).toBe('pass');
    });
  });

  describe('the leverage bracket', () => {
    // At 60x only the first bracket is left, whose cap is 50,000.
    it.each([
      ['allows a notional up to its cap', 60, 500, 'pass'],
      ['allows no more', 60, '500.001', 'BRACKET_NOTIONAL_ABOVE_MAX'],
      ['of a lower leverage allows more', 50, 501, 'pass'],
      ['does not reach so high a leverage', 125, 1, 'BRACKET_LEVERAGE_ABOVE_MAX'],
    ])('%s', (_name, leverage, quantity, expected) => {
      expect(answer(judge(buy(quantity), { leverage }))).toBe(expected);
    });

    it('is unknown at a venue that states none', () => {
      expect(answer(judge(buy(5000), { leverage: 125, market: { brackets: null } }))).toBe('pass');
    });
  });
});
