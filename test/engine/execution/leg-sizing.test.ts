import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  type Decimal,
  ZERO,
  isMultipleOf,
  minDecimal,
  sumDecimals,
  toDecimal,
} from '../../../engine/domain/decimal.ts';
import type { LotRule } from '../../../engine/domain/instrument.ts';
import { ladderShares, stopQuantity, targetQuantities } from '../../../engine/execution/leg-sizing.ts';
import { roundQuantity } from '../../../engine/execution/rounding.ts';

const lot: LotRule = {
  quantityMin: toDecimal('0.001'),
  quantityMax: toDecimal('1000'),
  quantityStep: toDecimal('0.001'),
};
const coarseLot: LotRule = { ...lot, quantityMin: toDecimal('0.01') };

function sizes(
  filled: number | string,
  remaining: number | string,
  shares: readonly number[],
  rungFilled: readonly (number | string)[] = [],
  rule = lot,
): readonly string[] {
  const taken = rungFilled.map((quantity) => toDecimal(quantity));
  const fill = { filled: toDecimal(filled), remaining: toDecimal(remaining), rungFilled: taken };
  return targetQuantities(fill, shares, rule).map((quantity) => quantity.toString());
}

describe('shares of a ladder', () => {
  test.each([
    { name: 'equal where none is given', targets: [{}, {}, {}, {}], expected: [0.25, 0.25, 0.25, 0.25] },
    { name: 'as given', targets: [{ share: 0.3 }, { share: 0.7 }], expected: [0.3, 0.7] },
    { name: 'the others divide what is left', targets: [{ share: 0.5 }, {}, {}], expected: [0.5, 0.25, 0.25] },
    { name: 'one alone has all', targets: [{}], expected: [1] },
    { name: 'no targets, no shares', targets: [], expected: [] },
  ])('are $name', ({ targets, expected }) => {
    expect(ladderShares(targets)).toEqual(expected);
  });
});

describe('target quantities', () => {
  test('are floored to the step and the last takes the rest', () => {
    expect(sizes(1, 1, [1 / 3, 1 / 3, 1 / 3])).toEqual(['0.333', '0.333', '0.334']);
  });

  test('follow what is filled, not what was ordered', () => {
    expect(sizes('0.4', '0.4', [0.5, 0.5])).toEqual(['0.2', '0.2']);
  });

  test('that come out as zero merge into the last', () => {
    expect(sizes('0.002', '0.002', [0.25, 0.25, 0.5])).toEqual(['0', '0', '0.002']);
  });

  test('too small to be placed merge into the last', () => {
    expect(sizes('0.05', '0.05', [0.1, 0.9], [], coarseLot)).toEqual(['0', '0.05']);
  });

  test('leave a rest too small to be placed to the last that stands', () => {
    expect(sizes('0.05', '0.05', [0.9, 0.1], [], coarseLot)).toEqual(['0.05', '0']);
  });

  test('do not offer again what a rung has taken', () => {
    expect(sizes(1, '0.5', [0.5, 0.5], ['0.5', 0])).toEqual(['0', '0.5']);
    expect(sizes(1, '0.8', [0.5, 0.5], ['0.2', 0])).toEqual(['0.3', '0.5']);
  });

  test('grow for a taken rung too when more is filled', () => {
    expect(sizes(2, '1.5', [0.5, 0.5], ['0.5', 0])).toEqual(['0.5', '1']);
  });

  test('give way from the last rung on when something else took from the position', () => {
    expect(sizes(1, '0.6', [0.5, 0.25, 0.25])).toEqual(['0.5', '0.1', '0']);
  });

  test('are nothing when nothing is held', () => {
    expect(sizes(1, 0, [0.5, 0.5])).toEqual(['0', '0']);
  });

  const fills = fc
    .record({
      steps: fc.integer({ min: 1, max: 5000 }),
      exitedRatio: fc.double({ min: 0, max: 1, noNaN: true }),
      weights: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }),
      rule: fc.constantFrom(lot, coarseLot),
    })
    .map(({ steps, exitedRatio, weights, rule }) => {
      const filled = lot.quantityStep.times(steps);
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      const remaining = filled.minus(roundQuantity(filled.times(exitedRatio), lot.quantityStep));
      return { filled, remaining, shares: weights.map((weight) => weight / whole), rule };
    });

  property.prop([fills])('sum up to what is held, never more', ({ filled, remaining, shares, rule }) => {
    const quantities = targetQuantities({ filled, remaining, rungFilled: [] }, shares, rule);
    const held = remaining.lt(rule.quantityMin) ? ZERO : remaining;
    expect(sumDecimals(quantities).toString()).toBe(held.toString());
  });

  property.prop([fills])('can each be placed', ({ filled, remaining, shares, rule }) => {
    for (const quantity of targetQuantities({ filled, remaining, rungFilled: [] }, shares, rule)) {
      expect(isMultipleOf(quantity, rule.quantityStep)).toBe(true);
      expect(quantity.isZero() || quantity.gte(rule.quantityMin)).toBe(true);
    }
  });

  property.prop([fills, fc.array(fc.nat(5), { minLength: 1, maxLength: 20 })])(
    'still sum up to what is held while rungs fill one after the other',
    ({ filled, shares, rule }, order) => {
      let remaining = filled;
      const rungFilled: Decimal[] = shares.map(() => ZERO);
      for (const rung of order) {
        const quantities = targetQuantities({ filled, remaining, rungFilled }, shares, rule);
        expect(sumDecimals(quantities).eq(stopQuantity(remaining, rule))).toBe(true);
        const taken = minDecimal(quantities[rung] ?? ZERO, roundQuantity(remaining.div(2), rule.quantityStep));
        rungFilled[rung % shares.length] = (rungFilled[rung % shares.length] ?? ZERO).plus(taken);
        remaining = remaining.minus(taken);
      }
    },
  );
});

describe('the stop', () => {
  test.each([
    { remaining: '0.5', expected: '0.5' },
    { remaining: '0.0015', expected: '0.001' },
    { remaining: '0.0009', expected: '0' },
    { remaining: '0', expected: '0' },
  ])('covers $expected of a remainder of $remaining', ({ remaining, expected }) => {
    expect(stopQuantity(toDecimal(remaining), lot).toString()).toBe(expected);
  });
});
