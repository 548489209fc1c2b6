import { describe, expect, it } from 'vitest';
import type { BracketExits, Plan } from '../../../../engine/domain/plan.ts';
import { stopPresent } from '../../../../engine/risk/checks/stop-present.ts';
import { someOrder } from '../../orders/some-orders.ts';
import { amend, answer, entry, NO_EXITS, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const judge = (plan: Plan, requireStop = true) =>
  stopPresent(plan, someView({ working: [resting] }), settingsWith({ requireStop }));
const resting = someOrder('a', 'buy', 1, 90);
const without = (exits: Partial<BracketExits>) => planOf([entry('buy', 1, { exits: { stop: null, ...exits } })]);
const changed = (exits: Partial<BracketExits>) =>
  planOf([], {
    intent: 'setExits',
    exitChanges: [{ bracketId: 'slu-s1-1-1', direction: 'long', before: NO_EXITS, exits: { ...NO_EXITS, ...exits } }],
  });

describe('stop-present', () => {
  it.each<[string, Plan, string]>([
    ['an entry with a stop', planOf([entry('buy', 1)]), 'pass'],
    ['an entry without exits', without({}), 'STOP_MISSING'],
    ['an entry with a target alone', without({ targets: [{ ratio: '0.1' }] }), 'STOP_MISSING'],
    ['an entry with a trailing stop that follows at once', without({ trailing: { callbackRatio: '0.01' } }), 'pass'],
    [
      'an entry with a trailing stop that waits',
      without({ trailing: { callbackRatio: '0.01', activation: { ratio: '0.02' } } }),
      'STOP_MISSING',
    ],
    ['an entry outside of brackets', planOf([entry('buy', 1, { exits: null })]), 'STOP_MISSING'],
    ['two entries of which one has none', planOf([entry('buy', 1), entry('buy', 1, { exits: null })]), 'STOP_MISSING'],
    ['a reduction', planOf([reduction('sell', 1)]), 'pass'],
    ['an amend, which keeps the exits of its bracket', amend(resting, 2, 90), 'pass'],
    ['a change of exits that keeps a stop', changed({ stop: { price: 95 } }), 'pass'],
    ['a change of exits that takes the stop away', changed({ targets: [{ price: 110 }] }), 'STOP_MISSING'],
  ])('answers %s', (_name, plan, expected) => {
    expect(answer(judge(plan))).toBe(expected);
    expect(answer(judge(plan, false))).toBe('pass');
  });

  it('names the order or the bracket', () => {
    expect(operandsOf(judge(planOf([entry('buy', 1, { exits: null, id: 'slu-s1-1-9-M' })])))).toEqual({
      order: 'slu-s1-1-9-M',
    });
    expect(operandsOf(judge(changed({})))).toEqual({ order: 'slu-s1-1-1' });
  });
});
