// The careful way through one line of a kline file, for what the quick way leaves: blanks, signs, exponents, columns
// that are empty, and everything that is wrong and needs a sentence.
import { DataFileError, quoteText } from './data-file-error.ts';
import { parseDecimalText } from './decimal-text.ts';
import { KLINE_CSV_COLUMNS, KLINE_CSV_COLUMNS_MIN } from './kline-csv-columns.ts';

/** Reads the text of a line into `values`, 0 for columns that it does not have; throws a DataFileError that names the field. */
export function readKlineLine(text: string, values: Float64Array, file: string, line: number): void {
  if (text.includes('\r')) throw new DataFileError(file, 'the line has a carriage return in its middle', line);
  const fields = text.split(',');
  if (fields.length < KLINE_CSV_COLUMNS_MIN) {
    const columns = fields.length === 1 ? '1 column' : `${fields.length} columns`;
    throw new DataFileError(file, `the line has ${columns}, at least ${KLINE_CSV_COLUMNS_MIN} are needed`, line);
  }
  for (const [index, column] of KLINE_CSV_COLUMNS.entries()) {
    const field = fields[index] ?? '';
    const isAbsent = !column.required && field.trim() === '';
    const value = isAbsent ? 0 : parseDecimalText(field);
    if (Number.isNaN(value)) throw klineFieldError(index, field, file, line);
    values[index] = value;
  }
}

/** What is said of a field that is not what its column needs. */
export function klineFieldError(index: number, text: string, file: string, line: number): DataFileError {
  const name = KLINE_CSV_COLUMNS[index]?.name ?? '';
  const needed = name.endsWith('_time') ? 'a time in milliseconds or microseconds' : 'a number';
  return new DataFileError(file, `"${name}" is ${quoteText(text)}, ${needed} is needed`, line);
}
