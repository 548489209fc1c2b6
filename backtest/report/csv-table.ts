// CSV as RFC 4180 has it, but for the line end, which is a plain newline: one header line, then a line a row.

/** A column: its name in the header and the text of its field, null for an empty one. */
export type CsvColumn<Row> = readonly [name: string, textOf: (row: Row) => string | null];

/** About how much text is handed over at a time: large enough to write quickly, small enough to wait for nothing. */
const CHUNK_LENGTH = 1 << 16;

/** The table as pieces of text, made as they are asked for. */
export function* csvChunks<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): Generator<string> {
  const fieldsOf = columns.map(([, textOf]) => textOf);
  let chunk = `${columns.map(([name]) => name).join(',')}\n`;
  for (const row of rows) {
    let line = '';
    for (const [index, textOf] of fieldsOf.entries()) {
      if (index > 0) line += ',';
      line += csvField(textOf(row));
    }
    chunk += `${line}\n`;
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/** A field as it stands in a line: quoted where it must be, empty for null. */
export function csvField(text: string | null): string {
  if (text === null) return '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Several values in one field, a space between two; null where there is none. */
export function joined(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(' ');
}
