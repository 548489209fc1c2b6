// Reads back what csv-table.ts has written: RFC 4180 with plain newlines. Recorded data of others has its own reader.

/** A text that is not what was written; `message` says where, without the file's name. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
}

/** The fields of each line, the header's first; throws a CsvError where lines are of different length or the last is cut off. */
export function* csvRows(text: string): Generator<readonly string[], undefined> {
  if (!text.endsWith('\n')) throw new CsvError(text === '' ? 'is empty' : 'was cut short in its last line');
  let width: number | undefined;
  let offset = 0;
  for (let row = 1; offset < text.length; row++) {
    const { fields, end } = nextRow(text, offset);
    width ??= fields.length;
    if (fields.length !== width) throw new CsvError(`has ${fields.length} fields instead of ${width} in row ${row}`);
    yield fields;
    offset = end;
  }
}

interface Row {
  readonly fields: readonly string[];
  /** Where the next row begins. */
  readonly end: number;
}

function nextRow(text: string, start: number): Row {
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd);
  return line.includes('"') ? quotedRow(text, start) : { fields: line.split(','), end: lineEnd + 1 };
}

/** A row with quotes, in which commas and newlines may be part of a field. */
function quotedRow(text: string, start: number): Row {
  const field = /(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n])/y;
  const fields: string[] = [];
  field.lastIndex = start;
  for (;;) {
    const match = field.exec(text);
    if (match === null) throw new CsvError('has a quote that is never closed');
    const [, quoted, plain = '', delimiter] = match;
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (delimiter === '\n') return { fields, end: field.lastIndex };
  }
}
