// Reads recorded funding settlements (calc_time, funding_interval_hours, last_funding_rate) into columns. A few thousand
// rows a symbol: plain strings are quick enough.
import type { CsvDocument } from './byte-chunks.ts';
import { openCsvDocuments } from './csv-document.ts';
import { isHeaderLine, matchHeader, type CsvColumn } from './csv-header.ts';
import { DataFileError, quoteText } from './data-file-error.ts';
import { parseDecimalText } from './decimal-text.ts';
import { expandPaths } from './expand-paths.ts';
import { fundingColumnsFromRows, type FundingColumns, type FundingRow } from './funding-columns.ts';
import { isParquet } from './parquet/is-parquet.ts';
import { readParquetRows } from './parquet/parquet-rows.ts';
import { recordedTimeMs } from './recorded-time.ts';
import type { RecordingPart } from './recording-part.ts';
import { symbolOfFile } from './symbol-of-file.ts';

export interface FundingFilesWanted {
  /** Files or patterns, read in this order. */
  readonly files: readonly string[];
  /** Taken from the first file's name where absent. */
  readonly symbol?: string;
}

/** Rows as they were recorded, in the order they were read. */
export interface FundingRecording {
  readonly columns: FundingColumns;
  readonly parts: readonly RecordingPart[];
}

const FUNDING_CSV_COLUMNS: readonly CsvColumn[] = [
  { name: 'calc_time', otherNames: ['funding_time', 'time', 'timestamp'], required: true },
  { name: 'funding_interval_hours', otherNames: ['interval_hours'], required: true },
  { name: 'last_funding_rate', otherNames: ['funding_rate', 'rate'], required: true },
];
const SECOND_MS = 1000;
const TIME_NEEDED = 'a time in milliseconds or microseconds is needed';

/** Reads funding files: CSV, plain, gzip or zip, with or without a header, or Parquet. Throws a DataFileError that names file, line and field. */
export async function readFunding(wanted: FundingFilesWanted): Promise<FundingRecording> {
  const files = await expandPaths(wanted.files);
  const rows: FundingRow[] = [];
  const parts: RecordingPart[] = [];
  for (const file of files) {
    if (await isParquet(file)) {
      parts.push(await readParquetFunding(file, rows));
      continue;
    }
    for await (const document of openCsvDocuments(file)) {
      const firstRow = rows.length;
      const firstLine = readRows(await readText(document), document.name, rows);
      if (rows.length === firstRow) throw new DataFileError(document.name, 'holds no rows');
      parts.push({ file: document.name, firstRow, firstLine });
    }
  }
  const symbol = wanted.symbol ?? symbolOfFile(files[0] ?? '');
  return { columns: fundingColumnsFromRows(symbol, rows), parts };
}

async function readParquetFunding(file: string, rows: FundingRow[]): Promise<RecordingPart> {
  const firstRow = rows.length;
  await readParquetRows(file, FUNDING_CSV_COLUMNS, ([recorded = NaN, intervalHours = 0, rateRatio = 0], rowNumber) => {
    const time = settlementTimeMs(recorded);
    if (Number.isNaN(time)) throw new DataFileError(file, `"calc_time" is ${recorded}, ${TIME_NEEDED}`, rowNumber);
    rows.push({ time, intervalHours, rateRatio });
  });
  if (rows.length === firstRow) throw new DataFileError(file, 'holds no rows');
  return { file, firstRow, firstLine: 1 };
}

async function readText(document: CsvDocument): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of document.chunks) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Adds the rows of a text and answers the line of the first one. */
function readRows(text: string, file: string, rows: FundingRow[]): number {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const header = lines[0] ?? '';
  const firstIndex = isHeaderLine(header) ? 1 : 0;
  if (firstIndex === 1) matchHeader(header, FUNDING_CSV_COLUMNS, file);
  if (header === '') return 1;
  for (let index = firstIndex; index < lines.length; index++) rows.push(readRow(lines[index] ?? '', file, index + 1));
  return firstIndex + 1;
}

function readRow(text: string, file: string, line: number): FundingRow {
  const fields = text.split(',');
  if (text.trim() === '') throw new DataFileError(file, 'the line is empty', line);
  const count = FUNDING_CSV_COLUMNS.length;
  if (fields.length < count) {
    throw new DataFileError(file, `the line has ${fields.length} of ${count} columns`, line);
  }
  const numberAt = (index: number, needed: string, convert: (value: number) => number): number => {
    const value = convert(parseDecimalText(fields[index] ?? ''));
    if (!Number.isNaN(value)) return value;
    const name = FUNDING_CSV_COLUMNS[index]?.name ?? '';
    throw new DataFileError(file, `"${name}" is ${quoteText(fields[index] ?? '')}, ${needed} is needed`, line);
  };
  return {
    time: numberAt(0, 'a time in milliseconds or microseconds', settlementTimeMs),
    intervalHours: numberAt(1, 'a number of hours', (hours) => (hours >= 0 ? hours : NaN)),
    rateRatio: numberAt(2, 'a number', (rate) => rate),
  };
}

/** Exchanges stamp a settlement some milliseconds late; it is due on the second (SEMANTICS 8). */
function settlementTimeMs(recorded: number): number {
  return Math.round(recordedTimeMs(recorded) / SECOND_MS) * SECOND_MS;
}
