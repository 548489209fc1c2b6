import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import type { Plan } from '../../../../engine/domain/plan.ts';
import { marginCoversOrder } from '../../../../engine/risk/checks/margin-covers-order.ts';
import { someOrder } from '../../orders/some-orders.ts';
import {
  amend,
  answer,
  entry,
  operandsOf,
  planOf,
  reduction,
  settingsWith,
  someView,
  type ViewFigures,
} from '../some-plan.ts';

const judge = (plan: Plan, available: number, figures: ViewFigures = {}) =>
  marginCoversOrder(plan, someView({ ...figures, account: { availableMargin: toDecimal(available) } }), settingsWith());
const buy = (quantity: number | string, price?: number) =>
  planOf([entry('buy', quantity, price === undefined ? {} : { price })]);
const resting = someOrder('w', 'buy', 50, 100, { status: 'open' });

describe('margin-covers-order', () => {
  // Leverage 10: an order of 100 at 100 needs 1,000.
  it.each<[string, Plan, ViewFigures, string]>([
    ['an order that takes all of it', buy(100), {}, 'pass'],
    ['an order that needs a step more', buy('100.001'), {}, 'MARGIN_SHORT'],
    ['an order beside one that rests', buy(50), { working: [resting] }, 'pass'],
    ['an order too many beside one that rests', buy('50.001'), { working: [resting] }, 'MARGIN_SHORT'],
    [
      'an order beside one whose outcome is unknown',
      buy('50.001'),
      { working: [{ ...resting, status: 'unknown' }] },
      'MARGIN_SHORT',
    ],
    [
      'an order beside one of another strategy and symbol',
      buy('50.001'),
      { working: [{ ...resting, symbol: 'ETHUSDT', strategyId: 's2' }] },
      'MARGIN_SHORT',
    ],
    [
      'an order in place of one it cancels',
      planOf([entry('buy', 100)], { cancels: ['w'] }),
      { working: [resting] },
      'pass',
    ],
    [
      'an order of the smaller side',
      planOf([entry('sell', 100)]),
      { working: [{ ...resting, quantity: toDecimal(100) }] },
      'pass',
    ],
    ['the turn of a position', planOf([entry('sell', 2000)]), { held: [{ quantity: 1000, price: 100 }] }, 'pass'],
    [
      'a reduction without any margin',
      planOf([reduction('sell', 5000)]),
      { held: [{ quantity: 5000, price: 100 }] },
      'pass',
    ],
    ['an amend beyond it', amend(resting, 101, 100), { working: [resting] }, 'MARGIN_SHORT'],
    ['an amend up to it', amend(resting, 100, 100), { working: [resting] }, 'pass'],
  ])('answers %s', (_name, plan, figures, expected) => {
    expect(answer(judge(plan, 1000, figures))).toBe(expected);
  });

  it('counts what a buy above the mark loses at once', () => {
    // 10 at 110: 110 of margin and 100 of open loss.
    expect(answer(judge(buy(10, 110), 210))).toBe('pass');
    expect(answer(judge(buy(10, 110), 209))).toBe('MARGIN_SHORT');
  });

  it('lets a plan pass that reserves no more than before, though the margin is gone', () => {
    const plan = planOf([entry('buy', 40)], { cancels: ['w'] });
    expect(answer(judge(plan, -500, { working: [resting] }))).toBe('pass');
  });

  it('lets an order of the smaller side pass, which binds nothing, though the margin is gone', () => {
    expect(answer(judge(planOf([entry('sell', 5)]), -500, { held: [{ quantity: 5, price: 100 }] }))).toBe('pass');
  });

  it('tells what is needed and what is left', () => {
    expect(operandsOf(judge(buy(60), 1000, { working: [resting] }))).toEqual({
      needed: '600',
      free: '500',
      reserved: '500',
      available: '1000',
    });
  });

  it('never lets what is reserved grow beyond what is available', () => {
    const orders = fc.array(fc.tuple(fc.constantFrom('buy', 'sell' as const), fc.integer({ min: 1, max: 60 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(orders, (asked) => {
        const working: ReturnType<typeof someOrder>[] = [];
        let [bought, sold] = [0, 0];
        for (const [index, [side, quantity]] of asked.entries()) {
          const verdict = judge(planOf([entry(side, quantity)]), 1000, { working });
          if (verdict.kind !== 'pass') continue;
          working.push(someOrder(`w${index}`, side, quantity, null));
          if (side === 'buy') bought += quantity;
          else sold += quantity;
        }
        expect(Math.max(bought, sold) * 10).toBeLessThanOrEqual(1000);
      }),
    );
  });
});
