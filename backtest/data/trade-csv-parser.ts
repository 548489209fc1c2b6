// One CSV text of aggregate trades, chunk by chunk, into a table.
import { createCsvRowParser, type CsvRowParser } from './csv-row-parser.ts';
import { CARRIAGE_RETURN, LINE_FEED } from './decimal-text.ts';
import { readPlainNumbers } from './plain-numbers.ts';
import { recordedTimeMs } from './recorded-time.ts';
import { readTradeLine, TRADE, TRADE_CSV_COLUMNS, tradeFieldError } from './trade-line.ts';
import { growTradeTable, type TradeTable } from './trade-table.ts';

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** Throws a DataFileError with file, line and field at the first row that is not a trade. */
export function createTradeCsvParser(file: string, table: TradeTable): CsvRowParser {
  const values = new Float64Array(TRADE_CSV_COLUMNS.length);

  function storeRow(line: number): void {
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

  return createCsvRowParser({
    file,
    columns: TRADE_CSV_COLUMNS,
    values,
    readPlainRow: readPlainTradeRow,
    readLine: readTradeLine,
    storeRow,
  });
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
