// The quick way through a kline file: rows of digits, dots and commas alone, straight from bytes into typed arrays. This
// is the only code that runs once a byte, hence one plain loop; whatever is not plain is left to `kline-line.ts`.
//
// Numbers are exact, the very doubles `Number(text)` gives: a mantissa below 2^53 and a power of ten up to 10^22 are
// exact doubles, so their one division is correctly rounded (Clinger 1990, "How to read floating point numbers
// accurately", the fast path). A longer field goes to Number() itself.
import {
  CARRIAGE_RETURN,
  COMMA,
  DIGIT_0,
  DIGIT_9,
  DOT,
  EXACT_FRACTION_DIGITS_MAX,
  EXACT_POWERS_OF_TEN,
  LINE_FEED,
} from './decimal-text.ts';
import { KLINE_CSV_COLUMN_COUNT, KLINE_CSV_COLUMNS_MIN } from './kline-csv-columns.ts';

/**
 * Reads the line at `start` into `values`, one number a column, 0 for columns it does not have. Answers where the next
 * line begins, or -1 if the line is not plain. The bytes must hold the line's feed.
 */
export function readPlainKlineRow(bytes: Uint8Array, start: number, values: Float64Array): number {
  let position = start;
  let byte = bytes[position] ?? LINE_FEED;
  for (let column = 0; column < KLINE_CSV_COLUMN_COUNT; column++) {
    const fieldStart = position;
    let mantissa = 0;
    let fractionDigits = 0;
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
    if (mantissa > Number.MAX_SAFE_INTEGER || fractionDigits > EXACT_FRACTION_DIGITS_MAX) {
      const number = Number(Buffer.from(bytes.subarray(fieldStart, position)).toString('latin1'));
      if (number === Infinity) return -1;
      values[column] = number;
    } else {
      values[column] = fractionDigits === 0 ? mantissa : mantissa / (EXACT_POWERS_OF_TEN[fractionDigits] ?? NaN);
    }
    if (byte === COMMA) {
      byte = bytes[++position] ?? LINE_FEED;
    } else {
      if (column + 1 < KLINE_CSV_COLUMNS_MIN) return -1;
      values.fill(0, column + 1);
      break;
    }
  }
  while (byte !== LINE_FEED) {
    if (byte === CARRIAGE_RETURN && bytes[position + 1] !== LINE_FEED) return -1;
    byte = bytes[++position] ?? LINE_FEED;
  }
  return position + 1;
}
