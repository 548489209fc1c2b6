import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeUnderWater } from '../../../backtest/metrics/time-under-water.ts';
import { HOUR_MS, seriesOfPoints, START_TIME } from './equity.ts';

/** Equity of 100 at the start, then one point an hour. */
const hourly = (...equities: readonly number[]) =>
  seriesOfPoints(equities.map((equity, index) => [START_TIME + (index + 1) * HOUR_MS, equity]));

describe('timeUnderWater', () => {
  it.each([
    { name: 'equity that only rose', equities: [101, 102, 103], longestHours: 0, share: 0 },
    { name: 'equity that never moved', equities: [100, 100, 100], longestHours: 0, share: 0 },
    { name: 'a fall from the start and back', equities: [90, 95, 100, 100], longestHours: 3, share: 0.75 },
    { name: 'a fall that did not end', equities: [110, 90, 95, 100], longestHours: 3, share: 0.75 },
    { name: 'the longer of two', equities: [90, 100, 95, 95, 105], longestHours: 3, share: 1 },
    {
      name: 'a peak held for a while before the fall',
      equities: [110, 110, 110, 100, 110],
      longestHours: 2,
      share: 0.4,
    },
    { name: 'a total loss', equities: [0], longestHours: 1, share: 1 },
    { name: 'more owed than had', equities: [120, -10], longestHours: 1, share: 0.5 },
  ])('of $name', ({ equities, longestHours, share }) => {
    expect(timeUnderWater(hourly(...equities))).toEqual({ longestMs: longestHours * HOUR_MS, shareRatio: share });
  });

  it('is undefined when no time passed or nothing was put in', () => {
    expect(timeUnderWater(hourly())).toBeNull();
    expect(timeUnderWater(seriesOfPoints([[START_TIME, 90]]))).toBeNull();
    expect(timeUnderWater(seriesOfPoints([[START_TIME + HOUR_MS, 0]], 0))).toBeNull();
  });

  it('is, in all, every hour that does not end at a new high', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 1, maxLength: 50 }), (equities) => {
        // An hour is above water when it begins and ends at the highest so far.
        const all = [100, ...equities];
        const high = all.map((equity, index) => equity >= Math.max(...all.slice(0, index + 1)));
        const dry = equities.filter((_, index) => high[index] === true && high[index + 1] === true).length;
        const result = timeUnderWater(hourly(...equities));
        expect(result?.shareRatio).toBeCloseTo(1 - dry / equities.length, 12);
        expect(result?.longestMs).toBeLessThanOrEqual(equities.length * HOUR_MS);
      }),
    );
  });
});
