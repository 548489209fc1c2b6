import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { sumDecimals, toDecimal } from '../../../../engine/domain/decimal.ts';
import type { Order } from '../../../../engine/domain/order.ts';
import type { Plan } from '../../../../engine/domain/plan.ts';
import { reduceOnlyReduces } from '../../../../engine/risk/checks/reduce-only-reduces.ts';
import { someOrder } from '../../orders/some-orders.ts';
import {
  amend,
  answer,
  clippedTo,
  entry,
  operandsOf,
  planOf,
  reduction,
  settingsWith,
  someView,
  type ViewFigures,
} from '../some-plan.ts';

const CLIP = 'clip REDUCES_MORE_THAN_HELD';
const REFUSED = 'REDUCES_MORE_THAN_HELD';
const LONG: ViewFigures = { held: [{ quantity: 5, price: 100 }] };
const SHORT: ViewFigures = { held: [{ quantity: -5, price: 100 }] };
const judge = (plan: Plan, figures: ViewFigures, reduceOnlyExcess: 'clip' | 'refuse' = 'clip') =>
  reduceOnlyReduces(plan, someView(figures), settingsWith({ reduceOnlyExcess }));

describe('reduce-only-reduces', () => {
  it.each<[string, Plan, ViewFigures, string]>([
    ['all of a long', planOf([reduction('sell', 5)]), LONG, 'pass'],
    ['more than a long', planOf([reduction('sell', '5.001')]), LONG, CLIP],
    ['all of a short', planOf([reduction('buy', 5)]), SHORT, 'pass'],
    ['more than a short', planOf([reduction('buy', '5.001')]), SHORT, CLIP],
    ['a long by a buy', planOf([reduction('buy', 1)]), LONG, REFUSED],
    ['nothing held', planOf([reduction('sell', 1)]), {}, REFUSED],
    [
      'what another strategy holds',
      planOf([reduction('sell', 1)]),
      { held: [{ quantity: 5, price: 100, strategyId: 's2' }] },
      REFUSED,
    ],
    ['what is held in total, by two orders', planOf([reduction('sell', 3), reduction('sell', 2)]), LONG, 'pass'],
    ['more than is held, by two orders', planOf([reduction('sell', 3), reduction('sell', 3)]), LONG, CLIP],
    ['nothing, but opens', planOf([entry('sell', 50)]), LONG, 'pass'],
    [
      'a position that is closed as a whole',
      planOf([reduction('sell', null, { request: { closePosition: true } })]),
      LONG,
      'pass',
    ],
    [
      'nothing by closing a whole',
      planOf([reduction('sell', null, { request: { closePosition: true } })]),
      {},
      REFUSED,
    ],
    [
      'the side that hedge mode names',
      planOf([reduction('sell', 2, { request: { positionSide: 'long', reduceOnly: false } })]),
      { held: [{ quantity: 2, price: 100, positionSide: 'long' }] },
      'pass',
    ],
    [
      'the other side of hedge mode',
      planOf([reduction('sell', 2, { request: { positionSide: 'long', reduceOnly: false } })]),
      { held: [{ quantity: -2, price: 100, positionSide: 'short' }] },
      REFUSED,
    ],
  ])('answers a reduction of %s', (_name, plan, figures, expected) => {
    expect(answer(judge(plan, figures))).toBe(expected);
  });

  it('cuts the order down to what is held, floored to the step', () => {
    expect(clippedTo(judge(planOf([reduction('sell', 7)]), LONG))).toEqual(['5']);
    expect(clippedTo(judge(planOf([reduction('sell', 3), reduction('sell', 3)]), LONG))).toEqual(['3', '2']);
    expect(clippedTo(judge(planOf([reduction('sell', 3)]), { held: [{ quantity: '1.0005', price: 1 }] }))).toEqual([
      '1',
    ]);
  });

  it('refuses instead where the setting says so', () => {
    const verdict = judge(planOf([reduction('sell', 7, { id: 'slu-s1-1-1-R' })]), LONG, 'refuse');
    expect(answer(verdict)).toBe(REFUSED);
    expect(operandsOf(verdict)).toEqual({ order: 'slu-s1-1-1-R', quantity: '7', reducible: '5', book: '5' });
  });

  it('refuses a second order for which the first leaves nothing', () => {
    expect(answer(judge(planOf([reduction('sell', 5), reduction('sell', 1)]), LONG))).toBe(REFUSED);
  });

  describe('in a shared account, where no flag keeps it at the venue', () => {
    const working = (order: Partial<Order>): ViewFigures => ({
      ...LONG,
      account: { sharing: 'shared' },
      working: [someOrder('w', 'sell', 3, 110, order)],
    });
    it.each<[string, Partial<Order>, Partial<Plan>, string]>([
      ['another reduction of the strategy', { role: 'reduce' }, {}, CLIP],
      ['the rest of a reduction filled in part', { role: 'reduce', filledQuantity: toDecimal(2) }, {}, 'pass'],
      ['a reduction that the plan cancels', { role: 'reduce' }, { cancels: ['w'] }, 'pass'],
      ['a leg of a bracket, which is cut down after the fill', { role: 'take-profit' }, {}, 'pass'],
      ['the reduction of another strategy', { role: 'reduce', strategyId: 's2' }, {}, 'pass'],
      ['an order of the other side', { role: 'reduce', side: 'buy' }, {}, 'pass'],
    ])('counts against what is held: %s', (_name, order, more, expected) => {
      expect(answer(judge(planOf([reduction('sell', 4)], more), working(order)))).toBe(expected);
    });

    it('leaves the venue to keep it in an exclusive account', () => {
      const figures = { ...working({ role: 'reduce' }), account: { sharing: 'exclusive' } } as const;
      expect(answer(judge(planOf([reduction('sell', 4)]), figures))).toBe('pass');
    });
  });

  it('judges the amend of a reduction, which cannot be cut down', () => {
    const resting = someOrder('a', 'sell', 2, 110, { role: 'reduce', reduceOnly: true });
    const figures = { ...LONG, working: [resting] };
    expect(answer(judge(amend(resting, 5, 110), figures))).toBe('pass');
    expect(answer(judge(amend(resting, 6, 110), figures))).toBe(REFUSED);
  });

  it('never lets reductions take more than is held, whatever is asked', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        quantities,
        fc.integer({ min: -20, max: 20 }),
        fc.constantFrom('buy', 'sell' as const),
        (asked, book, side) => {
          const plan = planOf(asked.map((quantity) => reduction(side, quantity)));
          const verdict = judge(plan, { held: [{ quantity: book, price: 100 }] });
          const left = verdict.kind === 'refuse' ? [] : (verdict.kind === 'clip' ? verdict.plan : plan).orders;
          const taken = sumDecimals(left.map(({ request }) => request.quantity!));
          expect(taken.lte(Math.max(0, side === 'sell' ? book : -book))).toBe(true);
        },
      ),
    );
  });
});
