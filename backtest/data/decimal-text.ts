// Decimal text as people and exchanges write it, and the bytes it is made of.

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const COMMA = 0x2c;
export const DOT = 0x2e;
export const DIGIT_0 = 0x30;
export const DIGIT_9 = 0x39;

/** Powers of ten that a double holds exactly; a whole number below 2^53 divided by one is the nearest double to its decimal. */
export const EXACT_POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
export const EXACT_FRACTION_DIGITS_MAX = EXACT_POWERS_OF_TEN.length - 1;

const DECIMAL_TEXT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A finite number from decimal text, blanks around it allowed; NaN for anything else. */
export function parseDecimalText(text: string): number {
  const trimmed = text.trim();
  if (!DECIMAL_TEXT.test(trimmed)) return NaN;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : NaN;
}
