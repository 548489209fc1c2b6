// Numbers straight from bytes, for files in which nearly every byte belongs to one: rows of digits, dots and commas.
// Exact for the same reason as in `plain-kline-rows.ts`, which has its own loop because its rows may end early.
import {
  COMMA,
  DIGIT_0,
  DIGIT_9,
  DOT,
  EXACT_FRACTION_DIGITS_MAX,
  EXACT_POWERS_OF_TEN,
  LINE_FEED,
} from './decimal-text.ts';

/**
 * Reads `count` numbers, each with a comma behind it, from `start` into `values`. Answers where the field after them begins,
 * or -1 if one of them is not plain. The bytes must hold the line's feed.
 */
export function readPlainNumbers(bytes: Uint8Array, start: number, values: Float64Array, count: number): number {
  let position = start;
  for (let column = 0; column < count; column++) {
    const fieldStart = position;
    let mantissa = 0;
    let fractionDigits = 0;
    let byte = bytes[position] ?? LINE_FEED;
    while (byte >= DIGIT_0 && byte <= DIGIT_9) {
      mantissa = mantissa * 10 + (byte - DIGIT_0);
      byte = bytes[++position] ?? LINE_FEED;
    }
    if (position === fieldStart) return -1;
    if (byte === DOT) {
      const fractionStart = ++position;
      byte = bytes[position] ?? LINE_FEED;
      while (byte >= DIGIT_0 && byte <= DIGIT_9) {
        mantissa = mantissa * 10 + (byte - DIGIT_0);
        byte = bytes[++position] ?? LINE_FEED;
      }
      fractionDigits = position - fractionStart;
    }
    if (byte !== COMMA) return -1;
    if (mantissa > Number.MAX_SAFE_INTEGER || fractionDigits > EXACT_FRACTION_DIGITS_MAX) {
      const number = Number(Buffer.from(bytes.subarray(fieldStart, position)).toString('latin1'));
      if (number === Infinity) return -1;
      values[column] = number;
    } else {
      values[column] = fractionDigits === 0 ? mantissa : mantissa / (EXACT_POWERS_OF_TEN[fractionDigits] ?? NaN);
    }
    position++;
  }
  return position;
}
