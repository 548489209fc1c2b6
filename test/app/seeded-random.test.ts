import { describe, expect, test } from 'vitest';
import { createSeededRandom } from '../../app/seeded-random.ts';

function draws(seed: number, name: string, count = 1000): readonly number[] {
  const random = createSeededRandom(seed, name);
  return Array.from({ length: count }, () => random());
}

describe('chance from a seed', () => {
  test('repeats itself by seed and name', () => {
    expect(draws(1, 'cross')).toEqual(draws(1, 'cross'));
  });

  test('differs by seed and by name', () => {
    const first = [draws(1, 'cross'), draws(2, 'cross'), draws(1, 'grid'), draws(11, 'cross'), draws(1, '1 cross')];
    expect(new Set(first.map(([number]) => number)).size).toBe(first.length);
  });

  test('lies in [0, 1), evenly', () => {
    const numbers = draws(3, 'even', 100_000);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length,
    );
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  test('is the same on every machine', () => {
    expect(draws(1, 'cross', 3)).toEqual([0.25121431208060974, 0.05361853779805992, 0.8671956303687849]);
  });
});
