// The one Decimal of the project. What is ordered, filled, owed or owned is a Decimal; decimal.js is imported nowhere
// else, so precision and rounding cannot differ between two rooms.
import { Decimal as DecimalLibrary } from 'decimal.js';

/** A decimal number without binary error: `new Decimal('0.1').plus('0.2')` is 0.3; `.toNumber()` leads back to market prices. */
export const Decimal = DecimalLibrary.clone({
  precision: 60,
  toExpNeg: -60,
  toExpPos: 60,
  rounding: DecimalLibrary.ROUND_HALF_UP,
});
export type Decimal = DecimalLibrary;

/** What a strategy may hand in where a price, quantity or ratio is asked for. */
export type DecimalInput = number | string | Decimal;

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);

/** A Decimal from a number, a decimal string or a Decimal; throws RangeError on anything that is not a finite number. */
export function toDecimal(value: DecimalInput): Decimal {
  const decimal = parseDecimal(value);
  if (decimal === undefined) throw new RangeError(`"${String(value)}" is not a finite number`);
  return decimal;
}

/** The library alone would also take `0x10`, `0b11` and `1_000`. */
const DECIMAL_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Like `toDecimal`, with `undefined` instead of a throw. */
export function parseDecimal(value: DecimalInput): Decimal | undefined {
  if (typeof value === 'string' && !DECIMAL_TEXT.test(value)) return undefined;
  try {
    const decimal = new Decimal(value);
    return decimal.isFinite() ? decimal : undefined;
  } catch {
    return undefined;
  }
}

const POSTING_DECIMALS = 8;

/** Money as it is posted: rounded to 1e-8, half away from zero (SEMANTICS 8). */
export function roundPosting(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(POSTING_DECIMALS, DecimalLibrary.ROUND_HALF_UP);
}

/** The greatest multiple of `step` not above `value`. */
export function floorToMultiple(value: Decimal, step: Decimal): Decimal {
  return value.div(step).floor().times(step);
}

/** The smallest multiple of `step` not below `value`. */
export function ceilToMultiple(value: Decimal, step: Decimal): Decimal {
  return value.div(step).ceil().times(step);
}

/** Whether `value` is an exact multiple of `step`. */
export function isMultipleOf(value: Decimal, step: Decimal): boolean {
  return value.mod(step).isZero();
}

export function minDecimal(a: Decimal, b: Decimal): Decimal {
  return a.lt(b) ? a : b;
}

export function maxDecimal(a: Decimal, b: Decimal): Decimal {
  return a.gt(b) ? a : b;
}

export function sumDecimals(values: Iterable<Decimal>): Decimal {
  let sum = ZERO;
  for (const value of values) sum = sum.plus(value);
  return sum;
}
