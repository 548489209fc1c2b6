import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLosingStreak, longestWinningStreak } from '../../../backtest/metrics/longest-streak.ts';

describe('the longest streaks', () => {
  it.each([
    { name: 'no trades', results: [], winning: 0, losing: 0 },
    { name: 'only wins', results: [1, 2, 3], winning: 3, losing: 0 },
    { name: 'only losses', results: [-1, -2], winning: 0, losing: 2 },
    { name: 'turns', results: [1, -1, -1, 1, 1, 1, -1], winning: 3, losing: 2 },
    { name: 'a trade that came out even, which ends both', results: [1, 0, 1, -1, 0, -1], winning: 1, losing: 1 },
    { name: 'the end of the list', results: [1, -1, -1, -1], winning: 1, losing: 3 },
  ])('of $name', ({ results, winning, losing }) => {
    expect([longestWinningStreak(results), longestLosingStreak(results)]).toEqual([winning, losing]);
  });

  it('are what a search in the text of signs finds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 1 }), { maxLength: 60 }), (results) => {
        const text = results.map((result) => '-0+'[result + 1]).join('');
        const longest = (pattern: RegExp): number =>
          Math.max(0, ...[...text.matchAll(pattern)].map(([streak]) => streak.length));
        expect(longestWinningStreak(results)).toBe(longest(/\++/g));
        expect(longestLosingStreak(results)).toBe(longest(/-+/g));
      }),
    );
  });
});
