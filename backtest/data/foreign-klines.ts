// Klines as other programs write them: CSV whose header names the columns in any order, times in seconds, milliseconds,
// microseconds or as ISO text, fields apart by comma, semicolon or tab. Only `data import` reads them: what a run reads is
// strict, so that a misread column is not a result.
import type { CsvDocument } from './byte-chunks.ts';
import { createCloseSpanTally } from './close-spans.ts';
import { openCsvDocuments } from './csv-document.ts';
import { isHeaderLine, isNamed } from './csv-header.ts';
import { DataFileError, quoteText } from './data-file-error.ts';
import { parseDecimalText } from './decimal-text.ts';
import { detectInterval } from './detect-interval.ts';
import { KLINE_CSV_COLUMNS } from './kline-csv-columns.ts';
import { klineColumnsFromRows, type KlineRow } from './kline-columns.ts';
import { isParquet } from './parquet/is-parquet.ts';
import type { KlineRecording } from './read-klines.ts';
import { recordedTimeMs } from './recorded-time.ts';
import type { RecordingPart } from './recording-part.ts';

const SEPARATORS = [',', ';', '\t'] as const;
/** In milliseconds it would be a day of January 1970. */
const SECONDS_MAX = 1e11;
const HEAD_BYTES = 4096;

/**
 * Whether the file begins with a header, and either that or the first row is not as the exchange writes it. A file without
 * a header is not: nothing says what its columns are.
 */
export async function isForeignKlines(file: string): Promise<boolean> {
  if (await isParquet(file)) return false;
  const [header = '', row = ''] = await firstLines(file);
  if (!isHeaderLine(header)) return false;
  const names = header.split(',');
  const isInOrder = KLINE_CSV_COLUMNS.every((column, at) => !column.required || isNamed(column, names[at] ?? ''));
  return !isInOrder || !/^\d{12,},/.test(row);
}

async function firstLines(file: string): Promise<readonly string[]> {
  for await (const document of openCsvDocuments(file)) {
    for await (const chunk of document.chunks) {
      return Buffer.from(chunk.subarray(0, HEAD_BYTES)).toString('utf8').replace('\uFEFF', '').split(/\r?\n/);
    }
  }
  return [];
}

/** Reads such a file; throws a DataFileError that names file, line and field. */
export async function readForeignKlines(file: string, symbol: string): Promise<KlineRecording> {
  const rows: KlineRow[] = [];
  const parts: RecordingPart[] = [];
  for await (const document of openCsvDocuments(file)) {
    const firstRow = rows.length;
    readRows(await readText(document), document.name, rows);
    if (rows.length === firstRow) throw new DataFileError(document.name, 'holds no rows');
    parts.push({ file: document.name, firstRow, firstLine: 2 });
  }
  const closeSpans = createCloseSpanTally();
  const openTime = Float64Array.from(rows, (row) => row.openTime);
  const { interval } = detectInterval(openTime, 0, rows.length, closeSpans);
  if (interval === undefined) throw new DataFileError(file, 'has no known interval');
  return { columns: klineColumnsFromRows(symbol, interval, rows), parts, closeSpans };
}

async function readText(document: CsvDocument): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of document.chunks) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function readRows(text: string, file: string, rows: KlineRow[]): void {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const header = lines[0] ?? '';
  const separator = SEPARATORS.find((candidate) => header.includes(candidate)) ?? ',';
  const places = placesOf(header.split(separator), file);
  for (let index = 1; index < lines.length; index++) {
    rows.push(readRow((lines[index] ?? '').split(separator), places, file, index + 1));
  }
}

/** For each column of ours the place it has in the file; −1 for one it does not have. */
function placesOf(names: readonly string[], file: string): readonly number[] {
  return KLINE_CSV_COLUMNS.map((column) => {
    const place = names.findIndex((name) => isNamed(column, name));
    if (place < 0 && column.required) {
      throw new DataFileError(file, `has no column "${column.name}"; its columns: ${names.join(', ')}`, 1);
    }
    return place;
  });
}

function readRow(fields: readonly string[], places: readonly number[], file: string, line: number): KlineRow {
  const textAt = (column: number): string => unquoted(fields[places[column] ?? -1] ?? '');
  const numberAt = (column: number): number => {
    const { name = '', required = false } = KLINE_CSV_COLUMNS[column] ?? {};
    const text = textAt(column);
    const value = text === '' && !required ? 0 : parseDecimalText(text);
    if (Number.isNaN(value)) {
      throw new DataFileError(file, `"${name}" is ${quoteText(text)}, a number is needed`, line);
    }
    return value;
  };
  const openTime = timeOf(textAt(0));
  if (Number.isNaN(openTime)) {
    const needed = 'a time is needed: seconds, milliseconds, microseconds or ISO 8601';
    throw new DataFileError(file, `"open_time" is ${quoteText(textAt(0))}, ${needed}`, line);
  }
  return {
    openTime,
    open: numberAt(1),
    high: numberAt(2),
    low: numberAt(3),
    close: numberAt(4),
    volume: numberAt(5),
    quoteVolume: numberAt(7),
    tradeCount: numberAt(8),
    takerBuyVolume: numberAt(9),
  };
}

function unquoted(field: string): string {
  return field.trim().replaceAll(/^["']|["']$/g, '');
}

/** Epoch ms; NaN where the text is no time. ISO text without an offset is UTC. */
function timeOf(text: string): number {
  const number = parseDecimalText(text);
  if (!Number.isNaN(number)) return number < SECONDS_MAX ? recordedTimeMs(number * 1000) : recordedTimeMs(number);
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (iso === null) return NaN;
  const [, day, time = '00:00', offset = 'Z'] = iso;
  return Date.parse(`${day}T${time}${offset === 'UTC' ? 'Z' : offset}`);
}
