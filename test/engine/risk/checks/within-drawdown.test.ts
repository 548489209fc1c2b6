import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import type { PlannedOrder } from '../../../../engine/domain/plan.ts';
import { withinDrawdown } from '../../../../engine/risk/checks/within-drawdown.ts';
import { answer, entry, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const judge = (
  equity: number,
  drawdownRatioMax: number | null,
  order: PlannedOrder = entry('buy', 1),
  peak: number | null = 20_000,
) => {
  const figures = { account: { equity: toDecimal(equity) }, history: { peakEquity: () => peak } };
  return withinDrawdown(planOf([order]), someView(figures), settingsWith({ drawdownRatioMax }));
};

describe('within-drawdown', () => {
  it.each([
    ['at the peak', 20_000, 0.25, 'pass'],
    ['exactly as far below it as allowed', 15_000, 0.25, 'pass'],
    ['further below', 14_999, 0.25, 'DRAWDOWN_ABOVE_MAX'],
    ['further below without a limit', 1, null, 'pass'],
  ])('answers an entry %s', (_name, equity, ratio, expected) => {
    expect(answer(judge(equity, ratio))).toBe(expected);
  });

  it('lets reductions pass, and entries before there is a peak', () => {
    expect(answer(judge(1, 0.25, reduction('sell', 1)))).toBe('pass');
    expect(answer(judge(1, 0.25, entry('buy', 1), null))).toBe('pass');
  });

  it('tells the fall and the peak', () => {
    expect(operandsOf(judge(10_000, 0.25))).toEqual({ drawdownRatio: 0.5, drawdownRatioMax: 0.25, peakEquity: 20_000 });
  });
});
