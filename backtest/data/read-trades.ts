// Reads recorded aggregate trades (the exchange's public CSV files) into columns.
import type { CsvDocument } from './byte-chunks.ts';
import { estimateCsvBytes, openCsvDocuments } from './csv-document.ts';
import { DataFileError } from './data-file-error.ts';
import { expandPaths } from './expand-paths.ts';
import type { RecordingPart } from './recording-part.ts';
import { symbolOfFile } from './symbol-of-file.ts';
import type { TradeColumns } from './trade-columns.ts';
import { createTradeCsvParser } from './trade-csv-parser.ts';
import { createTradeTable, finishTradeTable, type TradeTable } from './trade-table.ts';

export interface TradeFilesWanted {
  /** Files or patterns, read in this order, the matches of a pattern sorted by name. */
  readonly files: readonly string[];
  /** Taken from the first file's name where absent. */
  readonly symbol?: string;
}

/** Rows as they were recorded, in the order they were read: nothing sorted, dropped or filled. */
export interface TradeRecording {
  readonly columns: TradeColumns;
  readonly parts: readonly RecordingPart[];
}

/** No row is shorter in practice; address space reserved by it is enough to never grow. */
const ROW_BYTES_MIN = 40;

/**
 * Reads files of aggregate trades: plain, gzip or zip, with or without a header, times in ms or µs. Throws a DataFileError
 * (one sentence with file, line and field) for a file that is absent, damaged or without rows.
 */
export async function readTrades(wanted: TradeFilesWanted): Promise<TradeRecording> {
  const files = await expandPaths(wanted.files);
  let bytes = 0;
  for (const file of files) bytes += await estimateCsvBytes(file);
  const table = createTradeTable(bytes / ROW_BYTES_MIN);
  const parts: RecordingPart[] = [];
  for (const file of files) {
    for await (const document of openCsvDocuments(file)) parts.push(await readDocument(document, table));
  }
  return { columns: finishTradeTable(table, wanted.symbol ?? symbolOfFile(files[0] ?? '')), parts };
}

async function readDocument(document: CsvDocument, table: TradeTable): Promise<RecordingPart> {
  const firstRow = table.length;
  const parser = createTradeCsvParser(document.name, table);
  let failure: DataFileError | undefined;
  for await (const chunk of document.chunks) {
    // After a row that makes no sense the rest is still unpacked: if the archive is damaged, that is what must be said.
    failure ??= failureOf(() => parser.push(chunk));
  }
  failure ??= failureOf(() => parser.finish());
  if (failure !== undefined) throw failure;
  if (table.length === firstRow) throw new DataFileError(document.name, 'holds no rows');
  return { file: document.name, firstRow, firstLine: parser.firstLine() };
}

function failureOf(attempt: () => void): DataFileError | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof DataFileError) return error;
    throw error;
  }
}
