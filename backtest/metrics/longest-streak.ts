// How many times in a row it went the same way.

/** Most results above 0 in a row; 0 where none was. */
export function longestWinningStreak(results: Iterable<number>): number {
  return longestRun(results, (result) => result > 0);
}

/** Most results below 0 in a row; one that came out at exactly 0 ends the row. 0 where none was. */
export function longestLosingStreak(results: Iterable<number>): number {
  return longestRun(results, (result) => result < 0);
}

function longestRun(results: Iterable<number>, counts: (result: number) => boolean): number {
  let longest = 0;
  let current = 0;
  for (const result of results) {
    current = counts(result) ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return longest;
}
