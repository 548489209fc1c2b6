import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import { quantityOnStep } from '../../../../engine/risk/checks/quantity-on-step.ts';
import { someOrder } from '../../orders/some-orders.ts';
import { amend, answer, entry, operandsOf, planOf, settingsWith, someView } from '../some-plan.ts';

const lot = { quantityMin: toDecimal('0.001'), quantityMax: toDecimal(1000), quantityStep: toDecimal('0.001') };
const marketLot = { ...lot, quantityStep: toDecimal('0.1') };
const view = someView({ instrument: { lot, marketLot } });

describe('quantity-on-step', () => {
  it.each([
    ['a limit on its step', entry('buy', '0.123', { price: 90 }), 'pass'],
    ['a limit between steps', entry('buy', '0.1234', { price: 90 }), 'QUANTITY_OFF_STEP'],
    ['a market order on the step of limits alone', entry('buy', '0.123'), 'QUANTITY_OFF_STEP'],
    ['a market order on its own step', entry('buy', '0.1'), 'pass'],
    [
      'a stop that executes at market',
      entry('buy', '0.123', { request: { type: 'STOP_MARKET', triggerPrice: toDecimal(110) } }),
      'QUANTITY_OFF_STEP',
    ],
    ['an order that closes whatever is held', entry('sell', null, { request: { closePosition: true } }), 'pass'],
  ])('answers %s', (_name, order, expected) => {
    expect(answer(quantityOnStep(planOf([order]), view, settingsWith()))).toBe(expected);
  });

  it('looks at amended quantities', () => {
    const working = [someOrder('a', 'buy', 1, 90)];
    const verdict = quantityOnStep(amend(working[0]!, '1.0005', 90), someView({ working }), settingsWith());
    expect(operandsOf(verdict)).toEqual({ order: 'a', quantity: '1.0005', quantityStep: '0.001' });
  });

  it('passes every whole number of steps and nothing between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (steps) => {
        const quantity = toDecimal(steps).div(1000);
        const judge = (of: typeof quantity) =>
          answer(quantityOnStep(planOf([entry('buy', of, { price: 90 })]), view, settingsWith()));
        expect(judge(quantity)).toBe('pass');
        expect(judge(quantity.plus('0.0004'))).toBe('QUANTITY_OFF_STEP');
      }),
    );
  });
});
