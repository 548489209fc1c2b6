// One CSV text of numbers, chunk by chunk: where lines begin and end, what the header says, which line is at fault. What a row
// is, and where its numbers go, the owner says.
import { type CsvColumn, isHeaderLine, matchHeader } from './csv-header.ts';
import { DataFileError } from './data-file-error.ts';
import { LINE_FEED } from './decimal-text.ts';
import { createLineSplitter } from './line-splitter.ts';

/** Parses one text; throws a DataFileError with file, line and field at the first row that is none. */
export interface CsvRowParser {
  push(chunk: Uint8Array): void;
  finish(): void;
  /** Line (1-based) of the first row of data. */
  firstLine(): number;
}

export interface CsvRowParserParts {
  /** What errors call it. */
  readonly file: string;
  readonly columns: readonly CsvColumn[];
  /** One number a column; both readers write into it. */
  readonly values: Float64Array;
  /** The quick way through the line at `start`: answers where the next one begins, or -1 if the line is not plain. */
  readonly readPlainRow: (bytes: Uint8Array, start: number, values: Float64Array) => number;
  /** The careful way through the text of a line; throws a DataFileError. */
  readonly readLine: (text: string, values: Float64Array, file: string, line: number) => void;
  /** Takes what `values` hold. */
  readonly storeRow: (line: number) => void;
  /** Told, where there is a header, which columns the file has. */
  readonly onHeader?: (recorded: readonly boolean[]) => void;
}

const LINE_BYTES_MAX = 1 << 20;

export function createCsvRowParser(parts: CsvRowParserParts): CsvRowParser {
  const { file, values, readPlainRow, readLine, storeRow } = parts;
  let line = 1;
  let firstLine = 1;
  let emptyLine: number | undefined;
  /** Columns of the first line; a last line that has fewer and no end was cut off. */
  let columnCount = 0;
  let isUnended = false;

  const splitter = createLineSplitter((bytes, start, end) => {
    let position = start;
    if (line === 1) position = readHeader(bytes, position);
    if (isUnended) demandWholeLine(lineText(bytes, position, end));
    for (; position < end; line++) {
      const next = readPlainRow(bytes, position, values);
      if (next < 0) {
        const lineEnd = bytes.indexOf(LINE_FEED, position) + 1;
        const text = lineText(bytes, position, lineEnd);
        position = lineEnd;
        // Empty lines at the end of a file are harmless; in its middle something is lost.
        if (text === '') {
          emptyLine ??= line;
          continue;
        }
        readLine(text, values, file, line);
      } else {
        position = next;
      }
      if (emptyLine !== undefined) throw new DataFileError(file, 'the line is empty', emptyLine);
      storeRow(line);
    }
  });

  function readHeader(bytes: Uint8Array, start: number): number {
    const position = start + byteOrderMarkLength(bytes, start);
    const lineEnd = bytes.indexOf(LINE_FEED, position) + 1;
    const text = lineText(bytes, position, lineEnd);
    columnCount = columnsOf(text);
    if (!isHeaderLine(text)) return position;
    const recorded = matchHeader(text, parts.columns, file);
    parts.onHeader?.(recorded);
    line = 2;
    firstLine = 2;
    return lineEnd;
  }

  function demandWholeLine(text: string): void {
    const count = columnsOf(text);
    if (text === '' || count >= columnCount) return;
    const sentence = `the line is cut off: it has ${count} columns, the first line has ${columnCount}`;
    throw new DataFileError(file, sentence, line);
  }

  return {
    push(chunk) {
      splitter.push(chunk);
      if (splitter.pendingBytes() > LINE_BYTES_MAX) throw new DataFileError(file, 'is not CSV (no end of line)', line);
    },
    finish() {
      isUnended = splitter.pendingBytes() > 0;
      splitter.finish();
    },
    firstLine: () => firstLine,
  };
}

function byteOrderMarkLength(bytes: Uint8Array, start: number): number {
  return bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf ? 3 : 0;
}

function columnsOf(text: string): number {
  return text.split(',').length;
}

/** The text of a line without its end, LF or CRLF. */
function lineText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end))
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
