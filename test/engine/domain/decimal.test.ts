import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  ceilToMultiple,
  Decimal,
  floorToMultiple,
  isMultipleOf,
  maxDecimal,
  minDecimal,
  parseDecimal,
  roundPosting,
  sumDecimals,
  toDecimal,
} from '../../../engine/domain/decimal.ts';

/** Exact decimals: whole numbers of up to 24 digits at up to 18 places, of either sign. */
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat({ max: 18 }))
  .map(([digits, places]) => new Decimal(digits.toString()).div(new Decimal(10).pow(places)));
const steps = fc
  .constantFrom('0.00000001', '0.001', '0.01', '0.025', '0.1', '0.3', '0.5', '1', '3', '7', '10', '1000')
  .map((text) => toDecimal(text));

const POSTING = toDecimal('0.00000001');

describe('reading a decimal', () => {
  test.each([
    { name: 'a number', value: 0.1, expected: '0.1' },
    { name: 'a number with all of its digits', value: 0.1 + 0.2, expected: '0.30000000000000004' },
    { name: 'a number written with an exponent', value: 1e-9, expected: '0.000000001' },
    { name: 'a text', value: '64250.10', expected: '64250.1' },
    { name: 'a text with a sign', value: '+5', expected: '5' },
    { name: 'a text that begins with its point', value: '.5', expected: '0.5' },
    { name: 'a text that ends with its point', value: '5.', expected: '5' },
    { name: 'a text with an exponent', value: '-1.5E+3', expected: '-1500' },
    {
      name: 'a text of more digits than a number holds',
      value: '0.1234567890123456789',
      expected: '0.1234567890123456789',
    },
    { name: 'zero', value: 0, expected: '0' },
    { name: 'negative zero, which is zero', value: -0, expected: '0' },
    { name: 'a Decimal', value: new Decimal('2.50'), expected: '2.5' },
  ])('takes $name', ({ value, expected }) => {
    expect(toDecimal(value).toString()).toBe(expected);
    expect(parseDecimal(value)?.toString()).toBe(expected);
  });

  test.each([
    { name: 'nothing', value: '' },
    { name: 'words', value: 'far' },
    { name: 'not a number', value: Number.NaN },
    { name: 'infinity', value: Number.NEGATIVE_INFINITY },
    { name: 'infinity in words', value: 'Infinity' },
    { name: 'a text with spaces', value: ' 1' },
    { name: 'a comma for a point', value: '1,5' },
    { name: 'digits in groups', value: '1_000' },
    { name: 'a hexadecimal number', value: '0x10' },
    { name: 'a binary number', value: '0b11' },
    { name: 'a point alone', value: '.' },
    { name: 'a Decimal that is not finite', value: new Decimal(1).div(0) },
  ])('refuses $name', ({ value }) => {
    expect(() => toDecimal(value)).toThrow(new RangeError(`"${String(value)}" is not a finite number`));
    expect(parseDecimal(value)).toBeUndefined();
  });

  property.prop([fc.double({ noNaN: true, noDefaultInfinity: true })])('keeps every number as it is', (value) => {
    expect(toDecimal(value).toNumber()).toBe(value);
    expect(toDecimal(value).eq(toDecimal(String(value)))).toBe(true);
  });

  property.prop([decimals])('reads back what it wrote, without an exponent', (value) => {
    expect(value.toString()).toMatch(/^-?\d+(\.\d+)?$/);
    expect(toDecimal(value.toString()).eq(value)).toBe(true);
  });
});

describe('postings', () => {
  test.each([
    ['0.000000004', '0'],
    ['0.000000005', '0.00000001'],
    ['0.0000000049999999', '0'],
    ['-0.000000004', '0'],
    ['-0.000000005', '-0.00000001'],
    ['1.123456785', '1.12345679'],
    ['-1.123456785', '-1.12345679'],
    ['1.12345678', '1.12345678'],
    ['999999999999.999999995', '1000000000000'],
  ])('round %s to %s, half away from zero', (amount, expected) => {
    expect(roundPosting(toDecimal(amount)).toString()).toBe(expected);
  });

  property.prop([decimals])('lie on 1e-8, at most half of it away', (amount) => {
    const posted = roundPosting(amount);
    expect(isMultipleOf(posted, POSTING)).toBe(true);
    expect(posted.minus(amount).abs().times(2).lte(POSTING)).toBe(true);
  });

  property.prop([decimals])('do not move when rounded again', (amount) => {
    const posted = roundPosting(amount);
    expect(roundPosting(posted).eq(posted)).toBe(true);
  });

  property.prop([decimals])('are the same for a debit and a credit', (amount) => {
    expect(roundPosting(amount.neg()).eq(roundPosting(amount).neg())).toBe(true);
  });
});

describe('multiples', () => {
  test.each([
    { value: '0.0019', step: '0.001', floor: '0.001', ceil: '0.002' },
    { value: '0.002', step: '0.001', floor: '0.002', ceil: '0.002' },
    { value: '64250.3', step: '0.1', floor: '64250.3', ceil: '64250.3' },
    { value: '-0.0019', step: '0.001', floor: '-0.002', ceil: '-0.001' },
    { value: '-0.5', step: '1', floor: '-1', ceil: '0' },
    { value: '1', step: '0.3', floor: '0.9', ceil: '1.2' },
    { value: '17.9', step: '5', floor: '15', ceil: '20' },
    { value: '0', step: '0.1', floor: '0', ceil: '0' },
  ])('of $step around $value are $floor and $ceil', ({ value, step, floor, ceil }) => {
    expect(floorToMultiple(toDecimal(value), toDecimal(step)).toString()).toBe(floor);
    expect(ceilToMultiple(toDecimal(value), toDecimal(step)).eq(toDecimal(ceil))).toBe(true);
  });

  property.prop([decimals, steps])(
    'lie on the step, on their side of the value, less than a step away',
    (value, step) => {
      const floor = floorToMultiple(value, step);
      const ceil = ceilToMultiple(value, step);
      expect(isMultipleOf(floor, step)).toBe(true);
      expect(isMultipleOf(ceil, step)).toBe(true);
      expect(floor.lte(value) && value.minus(floor).lt(step)).toBe(true);
      expect(ceil.gte(value) && ceil.minus(value).lt(step)).toBe(true);
    },
  );

  property.prop([decimals, steps])('meet exactly where the value is a multiple itself', (value, step) => {
    const floor = floorToMultiple(value, step);
    expect(floor.eq(ceilToMultiple(value, step))).toBe(isMultipleOf(value, step));
    expect(isMultipleOf(value, step)).toBe(floor.eq(value));
  });

  property.prop([fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), steps])(
    'do not move when they are taken again',
    (count, step) => {
      const value = step.times(count.toString());
      expect(isMultipleOf(value, step)).toBe(true);
      expect(floorToMultiple(value, step).eq(value)).toBe(true);
      expect(ceilToMultiple(value, step).eq(value)).toBe(true);
    },
  );
});

describe('several decimals', () => {
  property.prop([decimals, decimals])('have a lesser and a greater one', (a, b) => {
    expect(minDecimal(a, b).lte(a) && minDecimal(a, b).lte(b)).toBe(true);
    expect(maxDecimal(a, b).gte(a) && maxDecimal(a, b).gte(b)).toBe(true);
    expect(minDecimal(a, b).plus(maxDecimal(a, b)).eq(a.plus(b))).toBe(true);
  });

  test('sum to zero when there are none', () => {
    expect(sumDecimals([]).toString()).toBe('0');
  });

  test('sum without the error of binary fractions', () => {
    const dimes = Array.from({ length: 10 }, () => toDecimal('0.1'));
    expect(sumDecimals(dimes).toString()).toBe('1');
  });

  property.prop([fc.array(decimals)])('sum to the same in any order', (values) => {
    expect(sumDecimals(values).eq(sumDecimals(values.toReversed()))).toBe(true);
  });
});
