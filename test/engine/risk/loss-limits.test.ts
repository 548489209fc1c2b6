import { describe, expect, it } from 'vitest';
import { dailyLossLimit, drawdownRatio } from '../../../engine/risk/loss-limits.ts';
import { settingsWith } from './some-plan.ts';

describe('dailyLossLimit', () => {
  it.each([
    ['none', null, null, 1000, null],
    ['the amount', 50, null, 1000, 50],
    ['the ratio of the day’s first equity', null, 0.1, 1000, 100],
    ['the smaller of both, the amount', 50, 0.1, 1000, 50],
    ['the smaller of both, the ratio', 500, 0.1, 1000, 100],
    ['nothing at all of an equity below zero', null, 0.1, -1000, 0],
  ])('is %s', (_name, dailyLossMax, dailyLossRatioMax, equity, limit) => {
    expect(dailyLossLimit(settingsWith({ dailyLossMax, dailyLossRatioMax }), equity)).toBe(limit);
  });
});

describe('drawdownRatio', () => {
  it.each([
    [100, 100, 0],
    [75, 100, 0.25],
    [-50, 100, 1.5],
    [0, 0, 0],
    [-10, -5, 0],
  ])('of %s below a peak of %s is %s', (equity, peak, ratio) => {
    expect(drawdownRatio(equity, peak)).toBe(ratio);
  });
});
