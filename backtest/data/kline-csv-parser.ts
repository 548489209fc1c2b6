// One kline CSV text, chunk by chunk, into a table.
import type { CloseSpanTally } from './close-spans.ts';
import { isHeaderLine, matchHeader } from './csv-header.ts';
import { DataFileError } from './data-file-error.ts';
import { LINE_FEED } from './decimal-text.ts';
import { KLINE_CSV_COLUMNS, KLINE_CSV_COLUMN_COUNT } from './kline-csv-columns.ts';
import { klineFieldError, readKlineLine } from './kline-line.ts';
import { growKlineTable, type KlineTable } from './kline-table.ts';
import { createLineSplitter } from './line-splitter.ts';
import { readPlainKlineRow } from './plain-kline-rows.ts';
import { recordedTimeMs } from './recorded-time.ts';

/** Parses one text; throws a DataFileError with file, line and field at the first row that is not a kline. */
export interface KlineCsvParser {
  push(chunk: Uint8Array): void;
  finish(): void;
  /** Line (1-based) of the first row of data. */
  firstLine(): number;
}

const LINE_BYTES_MAX = 1 << 20;
const OPEN_TIME = 0;
const CLOSE_TIME = 6;

export function createKlineCsvParser(file: string, table: KlineTable, closeSpans: CloseSpanTally): KlineCsvParser {
  const values = new Float64Array(KLINE_CSV_COLUMN_COUNT);
  /** Which columns the header says are what they should be; all of them where there is no header. */
  let recorded: readonly boolean[] = KLINE_CSV_COLUMNS.map(() => true);
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
      const next = readPlainKlineRow(bytes, position, values);
      if (next < 0) {
        const lineEnd = bytes.indexOf(LINE_FEED, position) + 1;
        const text = lineText(bytes, position, lineEnd);
        position = lineEnd;
        // Empty lines at the end of a file are harmless; in its middle something is lost.
        if (text === '') {
          emptyLine ??= line;
          continue;
        }
        readKlineLine(text, values, file, line);
      } else {
        position = next;
      }
      if (emptyLine !== undefined) throw new DataFileError(file, 'the line is empty', emptyLine);
      storeRow();
    }
  });

  function readHeader(bytes: Uint8Array, start: number): number {
    const position = start + byteOrderMarkLength(bytes, start);
    const lineEnd = bytes.indexOf(LINE_FEED, position) + 1;
    const text = lineText(bytes, position, lineEnd);
    columnCount = columnsOf(text);
    if (!isHeaderLine(text)) return position;
    recorded = matchHeader(text, KLINE_CSV_COLUMNS, file);
    line = 2;
    firstLine = 2;
    return lineEnd;
  }

  function demandWholeLine(text: string): void {
    const count = columnsOf(text);
    if (text === '' || count >= columnCount) return;
    throw new DataFileError(
      file,
      `the line is cut off: it has ${count} columns, the first line has ${columnCount}`,
      line,
    );
  }

  function storeRow(): void {
    if (table.length === table.capacity) growKlineTable(table);
    const openTime = timeAt(OPEN_TIME);
    const row = table.length++;
    const columns = table.columns;
    columns.openTime[row] = openTime;
    columns.open[row] = values[1] ?? 0;
    columns.high[row] = values[2] ?? 0;
    columns.low[row] = values[3] ?? 0;
    columns.close[row] = values[4] ?? 0;
    columns.volume[row] = values[5] ?? 0;
    storeOptional(row, openTime);
  }

  /** A value that is 0 is not written: a column nobody recorded then never takes memory. */
  function storeOptional(row: number, openTime: number): void {
    const columns = table.columns;
    const quoteVolume = values[7] ?? 0;
    const tradeCount = values[8] ?? 0;
    const takerBuyVolume = values[9] ?? 0;
    if (values[CLOSE_TIME] !== 0 && recorded[CLOSE_TIME]) closeSpans.add(timeAt(CLOSE_TIME) - openTime, row);
    if (quoteVolume !== 0 && recorded[7]) columns.quoteVolume[row] = quoteVolume;
    if (tradeCount !== 0 && recorded[8]) columns.tradeCount[row] = tradeCount;
    if (takerBuyVolume !== 0 && recorded[9]) columns.takerBuyVolume[row] = takerBuyVolume;
  }

  function timeAt(column: number): number {
    const value = values[column] ?? NaN;
    const timeMs = recordedTimeMs(value);
    if (Number.isNaN(timeMs)) throw klineFieldError(column, String(value), file, line);
    return timeMs;
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
