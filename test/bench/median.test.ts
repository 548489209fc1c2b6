import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { median } from '../../bench/median.ts';

describe('median', () => {
  it.each([
    { name: 'of one', values: [7], is: 7 },
    { name: 'of an odd number, in any order', values: [9, 1, 5], is: 5 },
    { name: 'of an even number, between the two in the middle', values: [4, 1, 2, 100], is: 3 },
    { name: 'of numbers that sort otherwise as words', values: [10, 9, 100], is: 10 },
    { name: 'with one measurement far off', values: [5, 5, 5, 5, 5000], is: 5 },
  ])('$name', ({ values, is }) => {
    expect(median(values)).toBe(is);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });

  test.prop([fc.array(fc.integer(), { minLength: 1 })])('has as many values above it as below', (values) => {
    const middle = median(values);
    const above = values.filter((value) => value > middle).length;
    const below = values.filter((value) => value < middle).length;
    expect(Math.max(above, below)).toBeLessThanOrEqual(values.length / 2);
  });

  it('leaves the measurements as they were', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});
