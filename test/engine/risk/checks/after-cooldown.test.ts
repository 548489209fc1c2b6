import { describe, expect, it } from 'vitest';
import type { PlannedOrder } from '../../../../engine/domain/plan.ts';
import { afterCooldown } from '../../../../engine/risk/checks/after-cooldown.ts';
import { answer, entry, NOW, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const judge = (order: PlannedOrder, lastLosingExitTime: number | null, cooldownMs = 60_000) =>
  afterCooldown(
    planOf([order]),
    someView({ history: { lastLosingExitTime: () => lastLosingExitTime } }),
    settingsWith({ cooldownMs }),
  );

describe('after-cooldown', () => {
  it.each([
    ['an entry without a loss before', entry('buy', 1), null, 'pass'],
    ['an entry at the end of the cooldown', entry('buy', 1), NOW - 60_000, 'pass'],
    ['an entry a millisecond earlier', entry('buy', 1), NOW - 59_999, 'COOLING_DOWN'],
    ['an entry at the loss itself', entry('buy', 1), NOW, 'COOLING_DOWN'],
    ['a reduction', reduction('sell', 1), NOW, 'pass'],
  ])('answers %s', (_name, order, lost, expected) => {
    expect(answer(judge(order, lost))).toBe(expected);
  });

  it('is off by default', () => {
    expect(answer(judge(entry('buy', 1), NOW, settingsWith().cooldownMs))).toBe('pass');
  });

  it('tells until when', () => {
    expect(operandsOf(judge(entry('buy', 1), NOW - 1000))).toEqual({
      lastLosingExitTime: NOW - 1000,
      until: NOW + 59_000,
    });
  });
});
