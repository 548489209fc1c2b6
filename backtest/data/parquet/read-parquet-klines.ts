// Klines of a Parquet file into the table that CSV files fill.
import type { CloseSpanTally } from '../close-spans.ts';
import { DataFileError } from '../data-file-error.ts';
import { KLINE_CSV_COLUMNS } from '../kline-csv-columns.ts';
import { growKlineTable, type KlineTable } from '../kline-table.ts';
import { recordedTimeMs } from '../recorded-time.ts';
import type { RecordingPart } from '../recording-part.ts';
import { readParquetRows } from './parquet-rows.ts';

/** Appends the file's rows; throws a DataFileError that names file, row and column. */
export async function readParquetKlines(
  file: string,
  table: KlineTable,
  closeSpans: CloseSpanTally,
): Promise<RecordingPart> {
  const firstRow = table.length;
  await readParquetRows(file, KLINE_CSV_COLUMNS, (values, rowNumber) => {
    if (table.length === table.capacity) growKlineTable(table);
    const row = table.length++;
    const { columns } = table;
    const openTime = timeOf(values[0] ?? NaN, 'open_time', file, rowNumber);
    columns.openTime[row] = openTime;
    columns.open[row] = values[1] ?? 0;
    columns.high[row] = values[2] ?? 0;
    columns.low[row] = values[3] ?? 0;
    columns.close[row] = values[4] ?? 0;
    columns.volume[row] = values[5] ?? 0;
    const closeTime = values[6] ?? 0;
    if (closeTime !== 0) closeSpans.add(timeOf(closeTime, 'close_time', file, rowNumber) - openTime, row);
    columns.quoteVolume[row] = values[7] ?? 0;
    columns.tradeCount[row] = values[8] ?? 0;
    columns.takerBuyVolume[row] = values[9] ?? 0;
  });
  if (table.length === firstRow) throw new DataFileError(file, 'holds no rows');
  return { file, firstRow, firstLine: 1 };
}

function timeOf(recorded: number, name: string, file: string, rowNumber: number): number {
  const timeMs = recordedTimeMs(recorded);
  if (!Number.isNaN(timeMs)) return timeMs;
  const needed = 'a time in milliseconds or microseconds is needed';
  throw new DataFileError(file, `"${name}" is ${recorded}, ${needed}`, rowNumber);
}
