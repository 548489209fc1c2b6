// One CSV text of aggregate trades, chunk by chunk, into a table.
import { isHeaderLine, matchHeader } from './csv-header.ts';
import { DataFileError } from './data-file-error.ts';
import { CARRIAGE_RETURN, LINE_FEED } from './decimal-text.ts';
import { createLineSplitter } from './line-splitter.ts';
import { readPlainNumbers } from './plain-numbers.ts';
import { recordedTimeMs } from './recorded-time.ts';
import { readTradeLine, TRADE, TRADE_CSV_COLUMNS, tradeFieldError } from './trade-line.ts';
import { growTradeTable, type TradeTable } from './trade-table.ts';

/** Parses one text; throws a DataFileError with file, line and field at the first row that is not a trade. */
export interface TradeCsvParser {
  push(chunk: Uint8Array): void;
  finish(): void;
  /** Line (1-based) of the first row of data. */
  firstLine(): number;
}

const LINE_BYTES_MAX = 1 << 20;
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

export function createTradeCsvParser(file: string, table: TradeTable): TradeCsvParser {
  const values = new Float64Array(TRADE_CSV_COLUMNS.length);
  let line = 1;
  let firstLine = 1;
  let emptyLine: number | undefined;

  const splitter = createLineSplitter((bytes, start, end) => {
    let position = start;
    if (line === 1) position = skipHeader(bytes, position);
    for (; position < end; line++) {
      const next = readPlainTradeRow(bytes, position, values);
      if (next < 0) {
        const lineEnd = bytes.indexOf(LINE_FEED, position) + 1;
        const text = lineText(bytes, position, lineEnd);
        position = lineEnd;
        // Empty lines at the end of a file are harmless; in its middle something is lost.
        if (text === '') {
          emptyLine ??= line;
          continue;
        }
        readTradeLine(text, values, file, line);
      } else {
        position = next;
      }
      if (emptyLine !== undefined) throw new DataFileError(file, 'the line is empty', emptyLine);
      storeRow();
    }
  });

  function skipHeader(bytes: Uint8Array, start: number): number {
    const hasByteOrderMark = bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
    const position = hasByteOrderMark ? start + 3 : start;
    const lineEnd = bytes.indexOf(LINE_FEED, position) + 1;
    const text = lineText(bytes, position, lineEnd);
    if (!isHeaderLine(text)) return position;
    matchHeader(text, TRADE_CSV_COLUMNS, file);
    line = 2;
    firstLine = 2;
    return lineEnd;
  }

  function storeRow(): void {
    const recordedTime = values[TRADE.time] ?? NaN;
    const time = recordedTimeMs(recordedTime);
    if (Number.isNaN(time)) throw tradeFieldError(TRADE.time, String(recordedTime), file, line);
    if (table.length === table.capacity) growTradeTable(table);
    const row = table.length++;
    const { arrays } = table;
    arrays.id[row] = values[TRADE.id] ?? 0;
    arrays.time[row] = time;
    arrays.price[row] = values[TRADE.price] ?? 0;
    arrays.quantity[row] = values[TRADE.quantity] ?? 0;
    // Ids that run backwards leave a count of 0, which the check calls impossible.
    arrays.tradeCount[row] = Math.max(0, (values[TRADE.lastId] ?? 0) - (values[TRADE.firstId] ?? 0) + 1);
    arrays.takerSold[row] = values[TRADE.isBuyerMaker] ?? 0;
  }

  return {
    push(chunk) {
      splitter.push(chunk);
      if (splitter.pendingBytes() > LINE_BYTES_MAX) throw new DataFileError(file, 'is not CSV (no end of line)', line);
    },
    finish() {
      splitter.finish();
    },
    firstLine: () => firstLine,
  };
}

/**
 * The quick way through a line: digits, dots and commas, then `true` or `false`. Answers where the next line begins, or -1
 * if the line is not plain.
 */
function readPlainTradeRow(bytes: Uint8Array, start: number, values: Float64Array): number {
  let position = readPlainNumbers(bytes, start, values, TRADE.isBuyerMaker);
  if (position < 0) return -1;
  const isTrue = bytes[position] === TRUE[0];
  const word = isTrue ? TRUE : FALSE;
  for (let index = 0; index < word.length; index++) if (bytes[position + index] !== word[index]) return -1;
  values[TRADE.isBuyerMaker] = isTrue ? 1 : 0;
  position += word.length;
  if (bytes[position] === CARRIAGE_RETURN) position++;
  return bytes[position] === LINE_FEED ? position + 1 : -1;
}

/** The text of a line without its end, LF or CRLF. */
function lineText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end))
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
