import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import type { Order } from '../../../../engine/domain/order.ts';
import type { BracketExits, Plan } from '../../../../engine/domain/plan.ts';
import type { Direction, Side } from '../../../../engine/domain/side.ts';
import { exitsOnTheirSides } from '../../../../engine/risk/checks/exits-on-their-sides.ts';
import { someOrder } from '../../orders/some-orders.ts';
import { answer, entry, NO_EXITS, operandsOf, planOf, settingsWith, someView, type ViewFigures } from '../some-plan.ts';

const WRONG = 'EXIT_ON_WRONG_SIDE';
const judge = (plan: Plan, figures: ViewFigures = {}) => exitsOnTheirSides(plan, someView(figures), settingsWith());
const stopAt = (price: number | string): Partial<BracketExits> => ({ stop: { price } });
const targetAt = (price: number | string): Partial<BracketExits> => ({ stop: null, targets: [{ price }] });

describe('exits-on-their-sides', () => {
  // Everything stands at 100; limits wait at 90.
  it.each<[string, Side, Partial<BracketExits>, string, string]>([
    ['a stop of a long below', 'buy', stopAt('89.9'), 'pass', 'pass'],
    ['a stop of a long between limit and market', 'buy', stopAt('95'), 'pass', WRONG],
    ['a stop of a long at the market', 'buy', stopAt('100'), WRONG, WRONG],
    ['a stop of a short above', 'sell', stopAt('100.1'), 'pass', 'pass'],
    ['a stop of a short at the market', 'sell', stopAt('100'), WRONG, 'pass'],
    ['a target of a long above', 'buy', targetAt('100.1'), 'pass', 'pass'],
    ['a target of a long between limit and market', 'buy', targetAt('95'), WRONG, 'pass'],
    ['a target of a short below', 'sell', targetAt('89.9'), 'pass', 'pass'],
    ['a target of a short above', 'sell', targetAt('101'), WRONG, WRONG],
    ['relative exits', 'buy', { stop: { ratio: '0.01' }, targets: [{ distance: 1 }] }, 'pass', 'pass'],
    ['a stop further away than the price is high', 'buy', { stop: { distance: 200 } }, WRONG, WRONG],
    [
      'a second target on the wrong side',
      'buy',
      { stop: null, targets: [{ price: 110 }, { price: 80 }] },
      WRONG,
      WRONG,
    ],
    ['a break-even trigger on the wrong side', 'buy', { breakEven: { trigger: { price: 80 } } }, WRONG, WRONG],
    ['a break-even trigger in profit', 'buy', { breakEven: { trigger: { ratio: '0.01' } } }, 'pass', 'pass'],
    ['no exits', 'buy', { stop: null }, 'pass', 'pass'],
  ])('answers %s, entering at market and by a limit at 90', (_name, side, exits, atMarket, atLimit) => {
    expect(answer(judge(planOf([entry(side, 1, { exits })])))).toBe(atMarket);
    expect(answer(judge(planOf([entry(side, 1, { exits, price: 90 })])))).toBe(atLimit);
  });

  it('judges a market entry against the price its exit works by', () => {
    const market = { last: 100, mark: 98 };
    const stop = (workingType: 'last' | 'mark') =>
      planOf([entry('buy', 1, { exits: { stop: { price: 99, workingType } } })]);
    expect(answer(judge(stop('last'), { market }))).toBe('pass');
    expect(answer(judge(stop('mark'), { market }))).toBe(WRONG);
  });

  it('lets an entry outside of brackets pass', () => {
    expect(answer(judge(planOf([entry('buy', 1, { exits: null })])))).toBe('pass');
  });

  it('tells which exit lies where', () => {
    const plan = planOf([entry('buy', 1, { exits: stopAt(101), id: 'slu-s1-1-5-M' })]);
    expect(operandsOf(judge(plan))).toEqual({
      bracket: 'slu-s1-1-5',
      exit: 'stop',
      direction: 'long',
      exitPrice: '101',
      referencePrice: '100',
    });
  });

  describe('of a bracket whose exits are changed', () => {
    const changed = (exits: Partial<BracketExits>, direction: Direction = 'long') =>
      planOf([], {
        intent: 'setExits',
        exitChanges: [{ bracketId: 'slu-s1-1-1', direction, before: NO_EXITS, exits: { ...NO_EXITS, ...exits } }],
      });
    const bought = (more: Partial<Order>) => someOrder('slu-s1-1-1-M', 'buy', 1, 80, more);
    const filled = bought({ status: 'filled', filledQuantity: toDecimal(1), averagePrice: toDecimal(80) });

    it('goes by the market once something is filled, relative levels by the average fill', () => {
      const figures = { ended: [filled] };
      expect(answer(judge(changed(stopAt(95)), figures))).toBe('pass');
      expect(answer(judge(changed(stopAt(100)), figures))).toBe(WRONG);
      expect(answer(judge(changed({ stop: { ratio: '0.1' } }), figures))).toBe('pass');
      // 80 + 10 % is a target behind the market.
      expect(answer(judge(changed({ targets: [{ ratio: '0.1' }] }), figures))).toBe(WRONG);
      expect(answer(judge(changed({ targets: [{ ratio: '0.5' }] }), figures))).toBe('pass');
    });

    it('goes by the entry’s own price while nothing is filled', () => {
      const figures = { working: [bought({ status: 'open' })] };
      expect(answer(judge(changed(stopAt(79)), figures))).toBe('pass');
      expect(answer(judge(changed(stopAt(95)), figures))).toBe(WRONG);
    });

    it('judges only what the change says anew', () => {
      const figures = { ended: [filled] };
      // Both lie behind the market, which stands at 100: a rung that has filled, a break-even that was reached.
      const before = { ...NO_EXITS, targets: [{ price: 90 }], breakEven: { trigger: { price: 85 } } };
      const change = (exits: Partial<BracketExits>): Plan =>
        planOf([], {
          intent: 'setExits',
          exitChanges: [
            { bracketId: 'slu-s1-1-1', direction: 'long', before, exits: structuredClone({ ...before, ...exits }) },
          ],
        });
      expect(answer(judge(change(stopAt(95)), figures))).toBe('pass');
      expect(answer(judge(change(stopAt(100)), figures))).toBe(WRONG);
      expect(answer(judge(change({ targets: [{ price: 90 }, { price: 95 }] }), figures))).toBe(WRONG);
      expect(answer(judge(change({ breakEven: { trigger: { price: 86 } } }), figures))).toBe(WRONG);
    });

    it('says nothing about a bracket whose entry is no longer known', () => {
      expect(answer(judge(changed(stopAt(500))))).toBe('pass');
    });
  });
});
