import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../engine/domain/plan.ts';
import { withinMaxPosition } from '../../../../engine/risk/checks/within-max-position.ts';
import type { RiskSettings } from '../../../../engine/risk/settings.ts';
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

const OWN = 'POSITION_ABOVE_MAX';
const NET = 'NET_POSITION_ABOVE_MAX';
const judge = (plan: Plan, figures: ViewFigures, settings: Partial<RiskSettings>) =>
  withinMaxPosition(plan, someView(figures), settingsWith(settings));
const buy = (quantity: number | string) => planOf([entry('buy', quantity)]);
const held = (quantity: number, strategyId: string | null = 's1') => ({ held: [{ quantity, price: 100, strategyId }] });

describe('within-max-position', () => {
  it.each<[string, Plan, ViewFigures, string]>([
    ['an order up to the limit', buy(10), {}, 'pass'],
    ['an order beyond it', buy('10.001'), {}, OWN],
    ['an order that makes the position reach it', buy(4), held(6), 'pass'],
    ['an order that makes the position pass it', buy('4.001'), held(6), OWN],
    ['a reduction of a position beyond it', planOf([reduction('sell', 1)]), held(50), 'pass'],
    ['a sale against a long beyond it', planOf([entry('sell', 10)]), held(50), 'pass'],
    ['the turn of a long into a short as large', planOf([entry('sell', 20)]), held(10), 'pass'],
    ['the turn of a long into a larger short', planOf([entry('sell', '20.001')]), held(10), OWN],
    ['an order on top of one that rests', buy(4), { working: [someOrder('w', 'buy', 7, 100)] }, OWN],
    [
      'an order in place of one that it cancels',
      planOf([entry('buy', 4)], { cancels: ['w'] }),
      { working: [someOrder('w', 'buy', 7, 100)] },
      'pass',
    ],
    [
      'an order against one that rests',
      planOf([entry('sell', 8)]),
      { working: [someOrder('w', 'buy', 7, 100)] },
      'pass',
    ],
    [
      'an order on top of another strategy’s',
      buy(10),
      { working: [someOrder('w', 'buy', 7, 100, { strategyId: 's2' })] },
      'pass',
    ],
    ['an order on top of another strategy’s position', buy(10), held(6, 's2'), 'pass'],
  ])('answers %s by the strategy’s limit of 1,000', (_name, plan, figures, expected) => {
    expect(answer(judge(plan, figures, { positionNotionalMax: 1000 }))).toBe(expected);
    expect(answer(judge(plan, figures, {}))).toBe('pass');
  });

  it.each<[string, Plan, ViewFigures, string]>([
    ['another strategy’s position', buy('4.001'), held(6, 's2'), NET],
    [
      'another strategy’s orders',
      buy('4.001'),
      { working: [someOrder('w', 'buy', 6, 100, { strategyId: 's2' })] },
      NET,
    ],
    ['a position against it', buy(16), held(-6, 's2'), 'pass'],
    ['nobody’s position', buy('4.001'), held(6, null), NET],
  ])('counts by the account’s limit: %s', (_name, plan, figures, expected) => {
    expect(answer(judge(plan, figures, { netPositionNotionalMax: 1000 }))).toBe(expected);
  });

  it('cuts an order down to the limit where the setting says so', () => {
    const verdict = judge(buy(9), held(6), { positionNotionalMax: 1000, limitExcess: 'clip' });
    expect(answer(verdict)).toBe(`clip ${OWN}`);
    expect(clippedTo(verdict)).toEqual(['4']);
    expect(operandsOf(verdict)).toEqual({ notional: '1500', notionalMax: 1000 });
    const turn = judge(planOf([entry('sell', 30)]), held(10), { positionNotionalMax: 1000, limitExcess: 'clip' });
    expect(clippedTo(turn)).toEqual(['20']);
  });

  it('refuses what cannot be cut down: several entries, an amend, or nothing left', () => {
    const settings = { positionNotionalMax: 1000, limitExcess: 'clip' } as const;
    expect(answer(judge(planOf([entry('buy', 6), entry('buy', 6)]), {}, settings))).toBe(OWN);
    const resting = someOrder('w', 'buy', 7, 100);
    expect(answer(judge(amend(resting, 11, 100), { working: [resting] }, settings))).toBe(OWN);
    expect(answer(judge(buy(1), held(10), settings))).toBe(OWN);
  });
});
