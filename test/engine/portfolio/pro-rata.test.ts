import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { isMultipleOf, sumDecimals, toDecimal } from '../../../engine/domain/decimal.ts';
import { shareMoney, shareQuantity } from '../../../engine/portfolio/pro-rata.ts';

const decimals = (values: readonly (number | string)[]) => values.map(toDecimal);
const texts = (values: readonly { toString(): string }[]) => values.map(String).join(' ');

describe('shareMoney', () => {
  it.each([
    ['an even split', '1', [1, 1], '0.5 0.5'],
    ['thirds, the rounding difference to the first of equals', '1', [1, 1, 1], '0.33333334 0.33333333 0.33333333'],
    ['the rounding difference to the largest', '0.00000001', [1, 1, 3], '0 0 0.00000001'],
    ['a negative amount', '-1', [1, 3], '-0.25 -0.75'],
    ['all to the only weight', '7', [5], '7'],
    ['nothing to a weight of zero', '7', [0, 5], '0 7'],
  ])('shares out %s', (_name, total, weights, parts) => {
    expect(texts(shareMoney(toDecimal(total), decimals(weights)))).toBe(parts);
  });

  it('adds up to the whole', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), weights, (units, values) => {
        const total = toDecimal(units).div(100_000_000);
        expect(sumDecimals(shareMoney(total, decimals(values))).eq(total)).toBe(true);
      }),
    );
  });
});

describe('shareQuantity', () => {
  it.each([
    ['all that is held where the whole is taken', '6', [1, 2, 3], '1 2 3'],
    ['proportions that fall on the step', '3', [2, 4], '1 2'],
    ['the rest to the largest', '3.1', [2, 4], '1 2.1'],
    ['the rest to the first of equals', '1', [2, 2, 2], '1 0 0'],
    ['what the largest does not hold to the next', '2', [1, 1, 1], '1 1 0'],
    ['no more than is held', '9', [1, 2], '1 2'],
    ['nothing where nothing is held', '2', [], ''],
  ])('shares out %s', (_name, total, held, parts) => {
    expect(texts(shareQuantity(toDecimal(total), decimals(held), toDecimal(1)))).toBe(parts);
  });

  it('adds up, gives nobody more than it holds, and stays on the step', () => {
    const holders = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), holders, (total, values) => {
        const step = toDecimal('0.01');
        const held = values.map((value) => step.times(value));
        const parts = shareQuantity(step.times(total), held, step);
        const all = Math.min(
          total,
          values.reduce((sum, value) => sum + value, 0),
        );
        expect(sumDecimals(parts).eq(step.times(all))).toBe(true);
        expect(parts.every((part, index) => part.lte(held[index]!) && !part.isNegative())).toBe(true);
        expect(parts.every((part) => isMultipleOf(part, step))).toBe(true);
      }),
    );
  });
});
