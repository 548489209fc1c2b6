// The optional first line of an exchange's CSV file. Where it is there its names must be the expected ones, so that a
// file with another order of columns is refused and not misread.
import { DataFileError, quoteText } from './data-file-error.ts';

/** One expected column: the name the exchange gives it, other spellings met in the wild, and whether a row must have it. */
export interface CsvColumn {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly required: boolean;
}

/** Whether a line is a header: its first field begins with a letter or a quote, where data begins with a number. */
export function isHeaderLine(line: string): boolean {
  return /^\s*["'a-z_]/i.test(line);
}

/**
 * For each expected column whether the file has it at its place. A required column that is not there is a DataFileError;
 * a further column under another name counts as not recorded.
 */
export function matchHeader(line: string, columns: readonly CsvColumn[], file: string): readonly boolean[] {
  const names = line.split(',');
  return columns.map((column, index) => {
    const found = names[index];
    if (found !== undefined && isNamed(column, found)) return true;
    if (!column.required) return false;
    const what = found === undefined ? 'missing' : quoteText(line.split(',')[index]?.trim() ?? '');
    throw new DataFileError(file, `column ${index + 1} is ${what}, "${column.name}" is needed there`, 1);
  });
}

/** Whether `name` is the column's own or one of its other spellings. */
export function isNamed(column: CsvColumn, name: string): boolean {
  const found = normalise(name);
  return [column.name, ...column.otherNames].some((known) => normalise(known) === found);
}

/** Case, blanks, quotes and underscores do not make a different name. */
function normalise(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_"']/g, '');
}
