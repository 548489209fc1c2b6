// Numbers as the result files write them: plain decimals, never an exponent, no zeros at the end, no negative zero.
import type { Decimal } from '../../engine/domain/decimal.ts';

const AVERAGE_DIGITS = 16;
const POSTING_SCALE = 1e8;
/** Above this a double has no digits left at 1e-8, so rounding there would only add noise. */
const EXACT_AT_POSTING_MAX = Number.MAX_SAFE_INTEGER / POSTING_SCALE;

/** An exact Decimal, digit by digit. */
export function decimalText(value: Decimal): string {
  return value.isZero() ? '0' : value.toString();
}

/** A quotient such as an average price, rounded half up to 16 significant digits: it may have no end. */
export function averageText(value: Decimal): string {
  return decimalText(value.toSignificantDigits(AVERAGE_DIGITS));
}

/** A finite double, by its shortest digits that read back as the same double. */
export function numberText(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text === '-0' ? '0' : text;
  const [mantissa = '', exponent = ''] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const unsigned = point <= 0 ? `0.${'0'.repeat(-point)}${digits}` : digits.padEnd(point, '0');
  return value < 0 ? `-${unsigned}` : unsigned;
}

/** Money that was reckoned in doubles, rounded to 1e-8 as postings are. */
export function postedMoney(value: number): number {
  return Math.abs(value) > EXACT_AT_POSTING_MAX ? value : Math.round(value * POSTING_SCALE) / POSTING_SCALE;
}

/** The text of such money; it reads back as the same double. */
export function moneyText(value: number): string {
  return numberText(postedMoney(value));
}
