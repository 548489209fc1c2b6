import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import type { OrderRequest } from '../../../../engine/domain/order.ts';
import { priceOnTick } from '../../../../engine/risk/checks/price-on-tick.ts';
import { someOrder } from '../../orders/some-orders.ts';
import { amend, answer, entry, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const view = someView({ instrument: { priceMin: toDecimal(1), priceMax: toDecimal(1000) } });
const stop = (triggerPrice: string): Partial<OrderRequest> => ({
  type: 'STOP_MARKET',
  triggerPrice: toDecimal(triggerPrice),
});

describe('price-on-tick', () => {
  it.each([
    ['a market order, which has no price', entry('buy', 1), 'pass'],
    ['a limit on the tick of 0.1', entry('buy', 1, { price: '99.9' }), 'pass'],
    ['a limit between two ticks', entry('buy', 1, { price: '99.95' }), 'PRICE_OFF_TICK'],
    ['a trigger between two ticks', entry('buy', 1, { request: stop('101.01') }), 'PRICE_OFF_TICK'],
    ['a trigger on the tick', entry('buy', 1, { request: stop('101.1') }), 'pass'],
    [
      'an activation between two ticks',
      entry('buy', 1, { request: { type: 'TRAILING_STOP_MARKET', activationPrice: toDecimal('90.05') } }),
      'PRICE_OFF_TICK',
    ],
    ['the lowest price there is', entry('buy', 1, { price: '1' }), 'pass'],
    ['a price below it', entry('buy', 1, { price: '0.9' }), 'PRICE_OUT_OF_RANGE'],
    ['the highest price there is', entry('sell', 1, { price: '1000' }), 'pass'],
    ['a price above it', entry('sell', 1, { price: '1000.1' }), 'PRICE_OUT_OF_RANGE'],
    [
      'a reduction off the tick, which the venue would reject',
      reduction('sell', 1, { price: '110.01' }),
      'PRICE_OFF_TICK',
    ],
  ])('answers %s', (_name, order, expected) => {
    expect(answer(priceOnTick(planOf([order]), view, settingsWith()))).toBe(expected);
  });

  it('looks at amended prices too, and names the price that is wrong', () => {
    const working = [someOrder('a', 'buy', 1, 90)];
    const verdict = priceOnTick(amend(working[0]!, 1, '90.05'), someView({ working }), settingsWith());
    expect(operandsOf(verdict)).toEqual({ order: 'a', member: 'price', price: '90.05', priceTick: '0.1' });
  });
});
