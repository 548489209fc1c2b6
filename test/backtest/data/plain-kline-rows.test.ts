import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { parseDecimalText } from '../../../backtest/data/decimal-text.ts';
import { readKlineLine } from '../../../backtest/data/kline-line.ts';
import { readPlainKlineRow } from '../../../backtest/data/plain-kline-rows.ts';

function quickly(line: string): { values: readonly number[]; next: number } {
  const values = new Float64Array(10).fill(-1);
  const next = readPlainKlineRow(Buffer.from(`${line}\n`), 0, values);
  return { values: Array.from(values), next };
}

function carefully(line: string): readonly number[] {
  const values = new Float64Array(10).fill(-1);
  readKlineLine(line, values, 'a.csv', 1);
  return Array.from(values);
}

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const digits = fc.string({ unit: digit, minLength: 1, maxLength: 25 });
const plainDecimal = fc
  .tuple(digits, fc.option(fc.string({ unit: digit, maxLength: 25 })))
  .map(([whole, fraction]) => (fraction === null ? whole : `${whole}.${fraction}`));
const printedDouble = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((value) => {
  const text = String(value + 0);
  return text.includes('e') ? value.toFixed(20) : text;
});
const decimal = fc.oneof(
  plainDecimal,
  printedDouble.filter((text) => !text.includes('e')),
);

describe('a plain kline row', () => {
  test('is read up to the taker buy volume; what follows is skipped', () => {
    const line = '1704067200000,1.5,2,1,1.75,10,1704067259999,15.5,3,4,5,ignored';
    expect(quickly(line)).toEqual({
      values: [1704067200000, 1.5, 2, 1, 1.75, 10, 1704067259999, 15.5, 3, 4],
      next: line.length + 1,
    });
  });

  test.each([
    ['six columns', '1,2,3,4,5,6', [1, 2, 3, 4, 5, 6, 0, 0, 0, 0]],
    ['seven columns', '1,2,3,4,5,6,7', [1, 2, 3, 4, 5, 6, 7, 0, 0, 0]],
    ['a carriage return at its end', '1,2,3,4,5,6,7,8,9,10\r', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['a carriage return after skipped columns', '1,2,3,4,5,6,7,8,9,10,11,12\r', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ])('may have %s', (_, line, values) => {
    expect(quickly(line)).toEqual({ values, next: line.length + 1 });
  });

  test.each([
    ['five columns', '1,2,3,4,5'],
    ['an empty column', '1,,3,4,5,6'],
    ['a sign', '1,-2,3,4,5,6'],
    ['an exponent', '1,2e5,3,4,5,6'],
    ['a blank', '1, 2,3,4,5,6'],
    ['a letter', '1,a,3,4,5,6'],
    ['a dot in front', '1,.2,3,4,5,6'],
    ['a carriage return in its middle', '1,2,3\r,4,5,6'],
    ['a carriage return in the skipped columns', '1,2,3,4,5,6,7,8,9,10,1\r1,12'],
    ['a number beyond all doubles', `1,${'9'.repeat(400)},3,4,5,6`],
    ['nothing in it', ''],
  ])('is left to the careful reader if it has %s', (_, line) => {
    expect(quickly(line).next).toBe(-1);
  });

  property.prop([fc.array(decimal, { minLength: 6, maxLength: 12 })], { numRuns: 2000 })(
    'has exactly the numbers that Number() reads',
    (fields) => {
      const values = Array.from({ length: 10 }, (_, column) => Number(fields[column] ?? 0));
      expect(quickly(fields.join(',')).values).toEqual(values);
    },
  );

  property.prop([fc.array(decimal, { minLength: 6, maxLength: 12 })])(
    'has the numbers that the careful reader finds',
    (fields) => {
      const line = fields.join(',');
      expect(carefully(line)).toEqual(quickly(line).values);
    },
  );

  test.each([
    '9007199254740991',
    '9007199254740993',
    '90071992547409910000000.1',
    '0.00000000000000000000001',
    '0.3000000000000000444',
    '123456789.123456789',
    '179769313486231570000000000000000000000',
    '1.7976931348623157',
    '2.2250738585072011',
    '5e-324'.replace('5e-324', `0.${'0'.repeat(323)}5`),
  ])('reads %s as Number() does', (text) => {
    expect(quickly(`1,${text},3,4,5,6`).values[1]).toBe(Number(text));
  });
});

describe('decimal text', () => {
  test.each(['1', '-1', '+1', '.5', '5.', '1e3', '1E-3', ' 7 ', '-0.5e+2', '007'])('may be written %j', (text) => {
    expect(parseDecimalText(text)).toBe(Number(text));
  });

  test.each(['', ' ', '.', '-', 'abc', '0x10', 'NaN', 'Infinity', '1e999', '1,5', '1 2', '1_000', '--1'])(
    'is not %j',
    (text) => {
      expect(parseDecimalText(text)).toBeNaN();
    },
  );

  property.prop([fc.double({ noNaN: true, noDefaultInfinity: true })])('reads back every printed number', (value) => {
    expect(parseDecimalText(String(value))).toBe(Number(String(value)));
  });
});
