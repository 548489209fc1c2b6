import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import { withinOrderMinimums } from '../../../../engine/risk/checks/within-order-minimums.ts';
import { someOrder } from '../../orders/some-orders.ts';
import { amend, answer, entry, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const lot = { quantityMin: toDecimal('0.01'), quantityMax: toDecimal(1000), quantityStep: toDecimal('0.001') };
const marketLot = { ...lot, quantityMin: toDecimal('0.1') };
const view = someView({ instrument: { lot, marketLot, notionalMin: toDecimal(20) } });
const hedge = { request: { positionSide: 'long' } } as const;

describe('within-order-minimums', () => {
  it.each([
    ['the smallest notional', entry('buy', '0.2', { price: 100 }), 'pass'],
    ['a notional below it', entry('buy', '0.199', { price: 100 }), 'NOTIONAL_BELOW_MIN'],
    ['the smallest quantity of a limit', entry('buy', '0.01', { price: 2000 }), 'pass'],
    ['a limit of less', entry('buy', '0.009', { price: 4000 }), 'QUANTITY_BELOW_MIN'],
    ['a market order above the minimum of limits alone', entry('buy', '0.09'), 'QUANTITY_BELOW_MIN'],
    ['a market order at mark below the notional', entry('buy', '0.1'), 'NOTIONAL_BELOW_MIN'],
    ['a reduce-only order of any notional', reduction('sell', '0.1'), 'pass'],
    ['a reduce-only order below the smallest quantity', reduction('sell', '0.09'), 'QUANTITY_BELOW_MIN'],
    ['a close in hedge mode of any notional', entry('sell', '0.1', hedge), 'pass'],
    ['an opening in hedge mode', entry('buy', '0.1', hedge), 'NOTIONAL_BELOW_MIN'],
    [
      'a reduction without a flag, as in a shared account',
      reduction('sell', '0.1', { request: { reduceOnly: false } }),
      'NOTIONAL_BELOW_MIN',
    ],
    ['an order that closes whatever is held', entry('sell', null, { request: { closePosition: true } }), 'pass'],
    ['nothing at all', reduction('sell', 0), 'QUANTITY_BELOW_MIN'],
  ])('answers %s', (_name, order, expected) => {
    expect(answer(withinOrderMinimums(planOf([order]), view, settingsWith()))).toBe(expected);
  });

  it('judges an amend by its new price and quantity', () => {
    const working = [someOrder('a', 'buy', 1, 90)];
    const changed = someView({ working, instrument: { notionalMin: toDecimal(20) } });
    const verdict = withinOrderMinimums(amend(working[0]!, '0.2', 90), changed, settingsWith());
    expect(operandsOf(verdict)).toEqual({ order: 'a', notional: '18', notionalMin: '20' });
  });
});
