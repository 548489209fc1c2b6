// Reads recorded klines (the exchange's public CSV files, mark-price klines included, or Parquet) into columns.
import { intervalMs, type Interval } from '../../engine/domain/interval.ts';
import { createCloseSpanTally, type CloseSpans, type CloseSpanTally } from './close-spans.ts';
import { estimateCsvBytes, openCsvDocuments } from './csv-document.ts';
import { DataFileError } from './data-file-error.ts';
import { detectInterval } from './detect-interval.ts';
import { expandPaths } from './expand-paths.ts';
import type { KlineColumns } from './kline-columns.ts';
import { createKlineCsvParser } from './kline-csv-parser.ts';
import { createKlineTable, finishKlineTable, type KlineTable } from './kline-table.ts';
import { parseDocument } from './parse-document.ts';
import { isParquet } from './parquet/is-parquet.ts';
import { readParquetKlines } from './parquet/read-parquet-klines.ts';
import type { RecordingPart } from './recording-part.ts';
import { symbolOfFile } from './symbol-of-file.ts';

export interface KlineFilesWanted {
  /** Files or patterns with `*`, `?`, `**` and `[..]`; read in this order, the matches of a pattern sorted by name. */
  readonly files: readonly string[];
  /** Taken from the first file's name where absent. */
  readonly symbol?: string;
  /** Where given, the rows must have it; where absent, the rows tell it. */
  readonly interval?: Interval;
}

/** Rows as they were recorded, in the order they were read: nothing sorted, dropped or filled. */
export interface KlineRecording {
  readonly columns: KlineColumns;
  readonly parts: readonly RecordingPart[];
  readonly closeSpans: CloseSpans;
}

/** No row of a kline file is shorter in practice; address space reserved by it is enough to never grow. */
const ROW_BYTES_MIN = 40;

/**
 * Reads kline files: CSV, plain, gzip or zip, with or without a header, or Parquet; times in ms or µs. Throws a DataFileError (one
 * sentence with file, line and field) for a file that is absent, damaged, without rows, or of another interval.
 */
export async function readKlines(wanted: KlineFilesWanted): Promise<KlineRecording> {
  const files = await expandPaths(wanted.files);
  let bytes = 0;
  for (const file of files) bytes += await estimateCsvBytes(file);
  const table = createKlineTable(bytes / ROW_BYTES_MIN);
  const closeSpans = createCloseSpanTally();
  const parts: RecordingPart[] = [];
  let interval = wanted.interval;
  for (const file of files) {
    for await (const part of readFile(file, table, closeSpans)) {
      interval = settleInterval(part, table, closeSpans, interval, parts[0]?.file);
      parts.push(part);
    }
  }
  const symbol = wanted.symbol ?? symbolOfFile(files[0] ?? '');
  if (interval === undefined) throw new DataFileError(files.join(', '), 'no file to read');
  return { columns: finishKlineTable(table, symbol, interval), parts, closeSpans };
}

/** One part a CSV text of the file, or one for the whole of a Parquet file. */
async function* readFile(file: string, table: KlineTable, spans: CloseSpanTally): AsyncGenerator<RecordingPart> {
  if (await isParquet(file)) {
    yield await readParquetKlines(file, table, spans);
    return;
  }
  for await (const document of openCsvDocuments(file)) {
    yield await parseDocument(document, createKlineCsvParser(document.name, table, spans), table);
  }
}

/** The interval of the rows just read, which must be the one that was asked for or that the files before had. */
function settleInterval(
  part: RecordingPart,
  table: KlineTable,
  spans: CloseSpans,
  expected: Interval | undefined,
  firstFile: string | undefined,
): Interval {
  const { interval, stepMs } = detectInterval(table.columns.openTime, part.firstRow, table.length, spans);
  if (interval === undefined) {
    // One row, or rows with gaps only: the asked interval stands unless the rows contradict it.
    if (expected !== undefined && (stepMs ?? 0) % intervalMs(expected) === 0) return expected;
    const why = stepMs === undefined ? 'one row does not tell it' : `the most frequent step is ${stepMs} ms`;
    throw new DataFileError(part.file, `has no known interval (${why})`);
  }
  if (expected !== undefined && interval !== expected) {
    const other = firstFile === undefined ? `${expected} was asked for` : `${firstFile} holds ${expected} klines`;
    throw new DataFileError(part.file, `holds ${interval} klines, ${other}`);
  }
  return interval;
}
