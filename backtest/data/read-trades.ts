// Reads recorded aggregate trades (the exchange's public CSV files) into columns.
import { estimateCsvBytes, openCsvDocuments } from './csv-document.ts';
import { expandPaths } from './expand-paths.ts';
import { parseDocument } from './parse-document.ts';
import type { RecordingPart } from './recording-part.ts';
import { symbolOfFile } from './symbol-of-file.ts';
import type { TradeColumns } from './trade-columns.ts';
import { createTradeCsvParser } from './trade-csv-parser.ts';
import { createTradeTable, finishTradeTable } from './trade-table.ts';

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
    for await (const document of openCsvDocuments(file)) {
      parts.push(await parseDocument(document, createTradeCsvParser(document.name, table), table));
    }
  }
  return { columns: finishTradeTable(table, wanted.symbol ?? symbolOfFile(files[0] ?? '')), parts };
}
