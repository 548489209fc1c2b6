import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import { withinOrderMaximums } from '../../../../engine/risk/checks/within-order-maximums.ts';
import { answer, entry, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const lot = { quantityMin: toDecimal('0.001'), quantityMax: toDecimal(1000), quantityStep: toDecimal('0.001') };
const marketLot = { ...lot, quantityMax: toDecimal(120) };
const view = someView({ instrument: { lot, marketLot } });

describe('within-order-maximums', () => {
  it.each([
    ['the greatest limit', entry('buy', 1000, { price: 90 }), 'pass'],
    ['a limit beyond it', entry('buy', '1000.001', { price: 90 }), 'QUANTITY_ABOVE_MAX'],
    ['the greatest market order', entry('buy', 120), 'pass'],
    ['a market order beyond it', entry('buy', '120.001'), 'QUANTITY_ABOVE_MAX'],
    ['a market reduction beyond it, which the venue would reject', reduction('sell', 121), 'QUANTITY_ABOVE_MAX'],
    ['an order that closes whatever is held', entry('sell', null, { request: { closePosition: true } }), 'pass'],
  ])('answers %s', (_name, order, expected) => {
    expect(answer(withinOrderMaximums(planOf([order]), view, settingsWith()))).toBe(expected);
  });

  it('tells the quantity and what would have been allowed', () => {
    const verdict = withinOrderMaximums(planOf([entry('buy', 121, { id: 'slu-s1-1-1-M' })]), view, settingsWith());
    expect(operandsOf(verdict)).toEqual({ order: 'slu-s1-1-1-M', quantity: '121', quantityMax: '120' });
  });
});
