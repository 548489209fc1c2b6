// How one column of numbers lies in a cache file: as small as it can be while every number comes back as the very same double.
import { sharedColumn } from '../kline-columns.ts';

export type ColumnEncoding =
  /** All zeros: nothing is written. */
  | { readonly kind: 'zero' }
  /** Evenly spaced whole numbers, as open times without a gap are: nothing but the two is written. */
  | { readonly kind: 'grid'; readonly first: number; readonly step: number }
  /** Whole numbers of 4 bytes; the value is the whole number divided by 10 to the power of `decimals`. */
  | { readonly kind: 'int32'; readonly decimals: number }
  | { readonly kind: 'float64' };

const DECIMALS_MAX = 8;
const INT32_MAX = 2 ** 31 - 1;

/** The smallest encoding from which the column can be restored exactly. */
export function chooseEncoding(column: Float64Array): ColumnEncoding {
  if (isZero(column)) return { kind: 'zero' };
  const grid = gridOf(column);
  if (grid !== undefined) return { kind: 'grid', ...grid };
  const decimals = exactDecimals(column);
  return decimals === undefined ? { kind: 'float64' } : { kind: 'int32', decimals };
}

/** Bytes that `length` numbers take. */
export function encodedBytes(encoding: ColumnEncoding, length: number): number {
  if (encoding.kind === 'float64') return 8 * length;
  return encoding.kind === 'int32' ? 4 * length : 0;
}

/** The column's bytes, in the machine's byte order; `encoding` must be one that `chooseEncoding` gave for it. */
export function encodeColumn(column: Float64Array, encoding: ColumnEncoding): Uint8Array {
  if (encoding.kind === 'float64') return new Uint8Array(Float64Array.from(column).buffer);
  if (encoding.kind !== 'int32') return new Uint8Array(0);
  const scale = 10 ** encoding.decimals;
  const wholes = new Int32Array(column.length);
  for (let row = 0; row < column.length; row++) wholes[row] = Math.round((column[row] ?? 0) * scale);
  return new Uint8Array(wholes.buffer);
}

/** The column again, on shared memory. `bytes` must begin at a multiple of 8 in its buffer. */
export function decodeColumn(bytes: Uint8Array, encoding: ColumnEncoding, length: number): Float64Array {
  const column = sharedColumn(length);
  if (encoding.kind === 'float64') {
    column.set(new Float64Array(bytes.buffer, bytes.byteOffset, length));
  } else if (encoding.kind === 'int32') {
    divideInto(column, new Int32Array(bytes.buffer, bytes.byteOffset, length), 10 ** encoding.decimals);
  } else if (encoding.kind === 'grid') {
    for (let row = 0; row < length; row++) column[row] = encoding.first + row * encoding.step;
  }
  return column;
}

/** A decimal number is read as the double nearest to it, and so is the quotient of two exact doubles: both are the same. */
function divideInto(column: Float64Array, wholes: Int32Array, scale: number): void {
  for (let row = 0; row < column.length; row++) column[row] = (wholes[row] ?? 0) / scale;
}

function isZero(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) if (!Object.is(column[row], 0)) return false;
  return true;
}

function gridOf(column: Float64Array): { readonly first: number; readonly step: number } | undefined {
  const [first, second] = column;
  if (first === undefined || second === undefined) return undefined;
  const step = second - first;
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(step)) return undefined;
  for (let row = 0; row < column.length; row++) if (!Object.is(column[row], first + row * step)) return undefined;
  return { first, step };
}

/** The fewest decimals with which every number is a whole one of 4 bytes; undefined where no number of decimals will do. */
function exactDecimals(column: Float64Array): number | undefined {
  let [decimals, scale, greatest] = [0, 1, 0];
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? 0;
    // What is exact with some decimals stays so with more, so earlier rows need no second look.
    // Adding 0 turns a negative zero, which a whole number of 4 bytes cannot be, into a positive one.
    while (!Object.is((Math.round(value * scale) + 0) / scale, value)) {
      if (decimals === DECIMALS_MAX) return undefined;
      decimals += 1;
      scale = 10 ** decimals;
    }
    greatest = Math.max(greatest, Math.abs(value));
  }
  return Math.round(greatest * scale) > INT32_MAX ? undefined : decimals;
}
