import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { isMultipleOf, toDecimal } from '../../../engine/domain/decimal.ts';
import { type PriceUse, roundPrice, roundQuantity, snapToMultiple } from '../../../engine/execution/rounding.ts';

const units = fc
  .constantFrom('0.1', '0.01', '0.001', '0.5', '0.025', '1', '10', '0.00001')
  .map((text) => toDecimal(text));
const amounts = fc.double({ min: 1e-3, max: 1e7, noNaN: true }).map((value) => toDecimal(value));
const sides = fc.constantFrom('buy' as const, 'sell' as const);
const uses = fc.constantFrom<PriceUse>('limit', 'stop', 'take-profit', 'activation');

describe('a number that is meant to be a multiple', () => {
  test.each([
    { name: '0.7 + 0.1 is 0.8', value: 0.7 + 0.1, unit: '0.1', expected: '0.8' },
    { name: '0.1 + 0.2 is 0.3', value: 0.1 + 0.2, unit: '0.1', expected: '0.3' },
    { name: '0.3 - 0.1 is 0.2', value: 0.3 - 0.1, unit: '0.1', expected: '0.2' },
    { name: '1.1 × 3 is 3.3', value: 1.1 * 3, unit: '0.1', expected: '3.3' },
    { name: 'a price on its tick stays', value: 64_250.3, unit: '0.1', expected: '64250.3' },
    { name: '1e-9 of it above is still it', value: '100.0000001', unit: '0.1', expected: '100' },
    { name: '1e-9 of it below is still it', value: '99.9999999', unit: '0.1', expected: '100' },
    { name: 'zero stays zero', value: 0, unit: '0.1', expected: '0' },
  ])('$name', ({ value, unit, expected }) => {
    expect(snapToMultiple(toDecimal(value), toDecimal(unit)).toString()).toBe(expected);
  });

  test.each([
    { name: 'a little more than 1e-9 above', value: '100.0000002' },
    { name: 'a little more than 1e-9 below', value: '99.9999998' },
    { name: 'half way', value: '100.05' },
  ])('is left alone when it is not: $name', ({ value }) => {
    expect(snapToMultiple(toDecimal(value), toDecimal('0.1')).toString()).toBe(value);
  });
});

describe('quantities', () => {
  test.each([
    { value: 0.0019, step: '0.001', expected: '0.001' },
    { value: 0.0009999, step: '0.001', expected: '0' },
    { value: 0.7 + 0.1, step: '0.1', expected: '0.8' },
    { value: 1.9999999999, step: '0.001', expected: '2' },
    { value: 17.9, step: '5', expected: '15' },
  ])('$value in steps of $step is $expected', ({ value, step, expected }) => {
    expect(roundQuantity(toDecimal(value), toDecimal(step)).toString()).toBe(expected);
  });

  property.prop([amounts, units])('lie on the step and are never rounded up', (value, step) => {
    const rounded = roundQuantity(value, step);
    expect(isMultipleOf(rounded, step)).toBe(true);
    expect(rounded.times('0.999999999').lte(value)).toBe(true);
    expect(value.minus(rounded).lt(step)).toBe(true);
  });

  property.prop([amounts, units])('do not move when rounded again', (value, step) => {
    const once = roundQuantity(value, step);
    expect(roundQuantity(once, step).eq(once)).toBe(true);
  });
});

describe('prices', () => {
  test.each<{ side: 'buy' | 'sell'; use: PriceUse; expected: string; why: string }>([
    { side: 'buy', use: 'limit', expected: '100.1', why: 'never pays more than asked' },
    { side: 'sell', use: 'limit', expected: '100.2', why: 'never takes less than asked' },
    { side: 'buy', use: 'stop', expected: '100.2', why: 'is not woken before the asked price' },
    { side: 'sell', use: 'stop', expected: '100.1', why: 'is not woken before the asked price' },
    { side: 'buy', use: 'take-profit', expected: '100.1', why: 'is not woken before the asked price' },
    { side: 'sell', use: 'take-profit', expected: '100.2', why: 'is not woken before the asked price' },
    { side: 'buy', use: 'activation', expected: '100.1', why: 'does not follow before the asked price' },
    { side: 'sell', use: 'activation', expected: '100.2', why: 'does not follow before the asked price' },
  ])('100.14 of a $side $use becomes $expected: it $why', ({ side, use, expected }) => {
    expect(roundPrice(toDecimal('100.14'), toDecimal('0.1'), side, use).toString()).toBe(expected);
  });

  property.prop([amounts, units, sides, uses])('lie on the tick, less than a tick away', (value, tick, side, use) => {
    const rounded = roundPrice(value, tick, side, use);
    expect(isMultipleOf(rounded, tick)).toBe(true);
    expect(rounded.minus(value).abs().lt(tick)).toBe(true);
  });

  property.prop([fc.integer({ min: 1, max: 10_000_000 }), units, sides, uses])(
    'on their tick stay, also when floating point arithmetic made them',
    (ticks, tick, side, use) => {
      const exact = tick.times(ticks);
      const floating = toDecimal(tick.toNumber() * ticks);
      expect(roundPrice(exact, tick, side, use).eq(exact)).toBe(true);
      expect(roundPrice(floating, tick, side, use).eq(exact)).toBe(true);
    },
  );

  property.prop([amounts, units, sides, uses])('do not move when rounded again', (value, tick, side, use) => {
    const once = roundPrice(value, tick, side, use);
    expect(roundPrice(once, tick, side, use).eq(once)).toBe(true);
  });
});
