import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import type { PlannedOrder } from '../../../../engine/domain/plan.ts';
import { withinDailyLoss } from '../../../../engine/risk/checks/within-daily-loss.ts';
import type { RiskSettings } from '../../../../engine/risk/settings.ts';
import { answer, entry, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

const judge = (
  equity: number | string,
  settings: Partial<RiskSettings>,
  order: PlannedOrder = entry('buy', 1),
  start: number | null = 10_000,
) => {
  const figures = { account: { equity: toDecimal(equity) }, history: { dayStartEquity: () => start } };
  return withinDailyLoss(planOf([order]), someView(figures), settingsWith(settings));
};

describe('within-daily-loss', () => {
  it.each<[string, number | string, Partial<RiskSettings>, string]>([
    ['no limit', 1, {}, 'pass'],
    ['the amount exactly', 9_700, { dailyLossMax: 300 }, 'pass'],
    ['more than the amount', '9699.5', { dailyLossMax: 300 }, 'DAILY_LOSS_ABOVE_MAX'],
    ['the ratio exactly', 9_500, { dailyLossRatioMax: 0.05 }, 'pass'],
    ['more than the ratio', 9_499, { dailyLossRatioMax: 0.05 }, 'DAILY_LOSS_ABOVE_MAX'],
    ['the smaller of both: the amount', 9_600, { dailyLossMax: 300, dailyLossRatioMax: 0.05 }, 'DAILY_LOSS_ABOVE_MAX'],
    ['the smaller of both: the ratio', 9_600, { dailyLossMax: 900, dailyLossRatioMax: 0.03 }, 'DAILY_LOSS_ABOVE_MAX'],
    ['a gain', 12_000, { dailyLossMax: 300 }, 'pass'],
  ])('answers an entry after a loss of %s', (_name, equity, settings, expected) => {
    expect(answer(judge(equity, settings))).toBe(expected);
  });

  it('lets reductions pass, and entries before the day has an equity', () => {
    expect(answer(judge(1, { dailyLossMax: 300 }, reduction('sell', 1)))).toBe('pass');
    expect(answer(judge(1, { dailyLossMax: 300 }, entry('buy', 1), null))).toBe('pass');
  });

  it('tells the loss, the limit and where the day began', () => {
    expect(operandsOf(judge(9_000, { dailyLossRatioMax: 0.05 }))).toEqual({
      loss: 1000,
      lossMax: 500,
      dayStartEquity: 10_000,
    });
  });
});
