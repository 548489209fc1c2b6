import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  chooseEncoding,
  type ColumnEncoding,
  decodeColumn,
  encodeColumn,
  encodedBytes,
} from '../../../../backtest/data/cache/column-encoding.ts';

function thereAndBack(column: Float64Array): Float64Array {
  const encoding = chooseEncoding(column);
  const bytes = encodeColumn(column, encoding);
  expect(bytes.byteLength).toBe(encodedBytes(encoding, column.length));
  return decodeColumn(bytes, encoding, column.length);
}

function demandSame(column: Float64Array): void {
  const back = thereAndBack(column);
  expect([...back].map((value, row) => Object.is(value, column[row]))).toEqual(Array.from(column, () => true));
}

describe('a column', () => {
  test.each<readonly [string, readonly number[], ColumnEncoding]>([
    ['of zeros', [0, 0, 0], { kind: 'zero' }],
    [
      'of even steps',
      [1_700_000_000_000, 1_700_000_060_000, 1_700_000_120_000],
      { kind: 'grid', first: 1_700_000_000_000, step: 60_000 },
    ],
    ['with a gap', [0, 60_000, 180_000], { kind: 'int32', decimals: 0 }],
    ['of prices with one decimal', [60_000.1, 59_999.9, 60_001], { kind: 'int32', decimals: 1 }],
    ['of prices with five decimals', [0.12345, 0.1, 0.2], { kind: 'int32', decimals: 5 }],
    ['of times with a gap', [1_700_000_000_000, 1_700_000_060_000, 1_700_000_180_000], { kind: 'float64' }],
    ['too large for four bytes with its decimals', [30_000_000.25, 1], { kind: 'float64' }],
    ['of numbers no decimal text has', [1 / 3, 2 / 3, 1], { kind: 'float64' }],
    ['with a negative zero', [0, -0, 1], { kind: 'float64' }],
    ['of one number', [7], { kind: 'int32', decimals: 0 }],
  ])('%s lies as it should', (_, numbers, encoding) => {
    expect(chooseEncoding(Float64Array.from(numbers))).toEqual(encoding);
    demandSame(Float64Array.from(numbers));
  });

  property.prop([fc.array(fc.double({ noDefaultInfinity: false }), { minLength: 1 })])(
    'of any doubles comes back',
    (numbers) => {
      demandSame(Float64Array.from(numbers));
    },
  );

  property.prop([
    fc.integer({ min: 0, max: 8 }),
    fc.array(fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }), { minLength: 1 }),
  ])('of decimals comes back, as it was written in text', (decimals, wholes) => {
    demandSame(Float64Array.from(wholes, (whole) => Number(`${whole}e-${decimals}`) + 0));
  });
});
