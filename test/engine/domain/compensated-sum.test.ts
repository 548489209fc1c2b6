import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createCompensatedSum } from '../../../engine/domain/compensated-sum.ts';

function sumOf(values: readonly number[]): number {
  const sum = createCompensatedSum();
  for (const value of values) sum.add(value);
  return sum.value();
}

describe('createCompensatedSum', () => {
  it('is 0 before anything is added', () => {
    expect(sumOf([])).toBe(0);
  });

  it('keeps a small number that a large one swallows, in either order', () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
    expect(sumOf([1e100, 1, -1e100])).toBe(1);
  });

  it('sums a million tenths to a hundred thousand, which a plain sum misses', () => {
    const tenths = Array<number>(1_000_000).fill(0.1);
    expect(tenths.reduce((sum, tenth) => sum + tenth, 0)).not.toBe(100_000);
    expect(sumOf(tenths)).toBe(100_000);
  });

  it('is the plain sum of whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        expect(sumOf(numbers)).toBe(numbers.reduce((sum, number) => sum + number, 0));
      }),
    );
  });
});
