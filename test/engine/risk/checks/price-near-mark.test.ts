import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import type { PlannedOrder } from '../../../../engine/domain/plan.ts';
import { priceNearMark } from '../../../../engine/risk/checks/price-near-mark.ts';
import { someOrder } from '../../orders/some-orders.ts';
import { amend, answer, entry, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const figures = { instrument: { priceRatioMax: toDecimal('1.05'), priceRatioMin: toDecimal('0.95') } };
const judge = (order: PlannedOrder, priceDeviationRatioMax: number | null = null) =>
  priceNearMark(planOf([order]), someView(figures), settingsWith({ priceDeviationRatioMax }));
const stop = (triggerPrice: number | string) =>
  entry('buy', 1, { request: { type: 'STOP_MARKET', triggerPrice: toDecimal(triggerPrice) } });

describe('price-near-mark', () => {
  it.each([
    ['a buy at the upper ratio', entry('buy', 1, { price: '105' }), 'pass'],
    ['a buy above it', entry('buy', 1, { price: '105.1' }), 'PRICE_BEYOND_INSTRUMENT'],
    ['a buy far below, which the instrument allows', entry('buy', 1, { price: '10' }), 'pass'],
    ['a sell at the lower ratio', entry('sell', 1, { price: '95' }), 'pass'],
    ['a sell below it', entry('sell', 1, { price: '94.9' }), 'PRICE_BEYOND_INSTRUMENT'],
    [
      'a reduction beyond it, which the venue would reject',
      reduction('sell', 1, { price: '94.9' }),
      'PRICE_BEYOND_INSTRUMENT',
    ],
    ['a market order', entry('buy', 1), 'pass'],
    ['a trigger, which the instrument does not bound', stop(200), 'pass'],
  ])('answers %s by the instrument', (_name, order, expected) => {
    expect(answer(judge(order))).toBe(expected);
  });

  it.each([
    ['a limit at the edge', entry('buy', 1, { price: 98 }), 'pass'],
    ['a limit beyond it', entry('buy', 1, { price: '97.9' }), 'PRICE_FAR_FROM_MARK'],
    ['a trigger at the edge', stop(102), 'pass'],
    ['a trigger beyond it', stop('102.1'), 'PRICE_FAR_FROM_MARK'],
    ['a reduction at any price', reduction('sell', 1, { price: 150 }), 'pass'],
  ])('answers %s by the setting of 2 %%', (_name, order, expected) => {
    expect(answer(judge(order, 0.02))).toBe(expected);
  });

  it('tells how far and how far would have been allowed', () => {
    expect(operandsOf(judge(entry('buy', 1, { price: 97, id: 'slu-s1-1-1-M' }), 0.02))).toEqual({
      order: 'slu-s1-1-1-M',
      price: '97',
      mark: '100',
      deviationRatio: '0.03',
      deviationRatioMax: 0.02,
    });
  });

  it('judges amends, and says nothing where no price is known', () => {
    const working = [someOrder('a', 'buy', 1, 90)];
    const plan = amend(working[0]!, 1, 106);
    expect(answer(priceNearMark(plan, someView({ ...figures, working }), settingsWith()))).toBe(
      'PRICE_BEYOND_INSTRUMENT',
    );
    const blind = someView({ ...figures, working, market: { last: null, mark: null } });
    expect(answer(priceNearMark(plan, blind, settingsWith()))).toBe('pass');
  });
});
