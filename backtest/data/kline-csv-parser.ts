// One kline CSV text, chunk by chunk, into a table.
import type { CloseSpanTally } from './close-spans.ts';
import { createCsvRowParser, type CsvRowParser } from './csv-row-parser.ts';
import { KLINE_CSV_COLUMN_COUNT, KLINE_CSV_COLUMNS } from './kline-csv-columns.ts';
import { klineFieldError, readKlineLine } from './kline-line.ts';
import { growKlineTable, type KlineTable } from './kline-table.ts';
import { readPlainKlineRow } from './plain-kline-rows.ts';
import { recordedTimeMs } from './recorded-time.ts';

const OPEN_TIME = 0;
const CLOSE_TIME = 6;

/** Throws a DataFileError with file, line and field at the first row that is not a kline. */
export function createKlineCsvParser(file: string, table: KlineTable, closeSpans: CloseSpanTally): CsvRowParser {
  const values = new Float64Array(KLINE_CSV_COLUMN_COUNT);
  /** Which columns the header says are what they should be; all of them where there is no header. */
  let recorded: readonly boolean[] = KLINE_CSV_COLUMNS.map(() => true);

  function storeRow(line: number): void {
    if (table.length === table.capacity) growKlineTable(table);
    const openTime = timeAt(OPEN_TIME, line);
    const row = table.length++;
    const columns = table.columns;
    columns.openTime[row] = openTime;
    columns.open[row] = values[1] ?? 0;
    columns.high[row] = values[2] ?? 0;
    columns.low[row] = values[3] ?? 0;
    columns.close[row] = values[4] ?? 0;
    columns.volume[row] = values[5] ?? 0;
    storeOptional(row, openTime, line);
  }

  /** A value that is 0 is not written: a column nobody recorded then never takes memory. */
  function storeOptional(row: number, openTime: number, line: number): void {
    const columns = table.columns;
    const quoteVolume = values[7] ?? 0;
    const tradeCount = values[8] ?? 0;
    const takerBuyVolume = values[9] ?? 0;
    if (values[CLOSE_TIME] !== 0 && recorded[CLOSE_TIME]) closeSpans.add(timeAt(CLOSE_TIME, line) - openTime, row);
    if (quoteVolume !== 0 && recorded[7]) columns.quoteVolume[row] = quoteVolume;
    if (tradeCount !== 0 && recorded[8]) columns.tradeCount[row] = tradeCount;
    if (takerBuyVolume !== 0 && recorded[9]) columns.takerBuyVolume[row] = takerBuyVolume;
  }

  function timeAt(column: number, line: number): number {
    const value = values[column] ?? NaN;
    const timeMs = recordedTimeMs(value);
    if (Number.isNaN(timeMs)) throw klineFieldError(column, String(value), file, line);
    return timeMs;
  }

  return createCsvRowParser({
    file,
    columns: KLINE_CSV_COLUMNS,
    values,
    readPlainRow: readPlainKlineRow,
    readLine: readKlineLine,
    storeRow,
    onHeader: (present) => {
      recorded = present;
    },
  });
}
