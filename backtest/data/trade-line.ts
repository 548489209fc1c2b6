// One line of a file of aggregate trades, in the exchange's public-data order. The first six columns are numbers, the
// seventh says whether the buyer was the maker; what follows (spot files have an eighth) is never read.
import { DataFileError, quoteText } from './data-file-error.ts';
import type { CsvColumn } from './csv-header.ts';
import { parseDecimalText } from './decimal-text.ts';

export const TRADE_CSV_COLUMNS: readonly CsvColumn[] = [
  { name: 'agg_trade_id', otherNames: ['aggregate_trade_id', 'id', 'a'], required: true },
  { name: 'price', otherNames: ['p'], required: true },
  { name: 'quantity', otherNames: ['qty', 'q'], required: true },
  { name: 'first_trade_id', otherNames: ['first_id', 'f'], required: true },
  { name: 'last_trade_id', otherNames: ['last_id', 'l'], required: true },
  { name: 'transact_time', otherNames: ['time', 'timestamp', 't'], required: true },
  { name: 'is_buyer_maker', otherNames: ['was_the_buyer_the_maker', 'm'], required: true },
];

/** Place of each column in a row of values. */
export const TRADE = { id: 0, price: 1, quantity: 2, firstId: 3, lastId: 4, time: 5, isBuyerMaker: 6 } as const;

/** Reads the text of a line into `values`, its last column as 1 or 0; throws a DataFileError that names the field. */
export function readTradeLine(text: string, values: Float64Array, file: string, line: number): void {
  if (text.includes('\r')) throw new DataFileError(file, 'the line has a carriage return in its middle', line);
  const fields = text.split(',');
  const needed = TRADE_CSV_COLUMNS.length;
  if (fields.length < needed) {
    const columns = fields.length === 1 ? '1 column' : `${fields.length} columns`;
    throw new DataFileError(file, `the line has ${columns}, at least ${needed} are needed`, line);
  }
  for (const index of TRADE_CSV_COLUMNS.keys()) {
    const field = fields[index] ?? '';
    const value = index === TRADE.isBuyerMaker ? parseTruth(field) : parseDecimalText(field);
    if (Number.isNaN(value)) throw tradeFieldError(index, field, file, line);
    values[index] = value;
  }
}

/** What is said of a field that is not what its column needs. */
export function tradeFieldError(index: number, text: string, file: string, line: number): DataFileError {
  const name = TRADE_CSV_COLUMNS[index]?.name ?? '';
  return new DataFileError(file, `"${name}" is ${quoteText(text)}, ${neededAt(index)} is needed`, line);
}

function neededAt(index: number): string {
  if (index === TRADE.time) return 'a time in milliseconds or microseconds';
  return index === TRADE.isBuyerMaker ? 'true or false' : 'a number';
}

/** 1 for true, 0 for false, NaN for anything else. */
function parseTruth(text: string): number {
  const word = text.trim().toLowerCase();
  if (word === 'true') return 1;
  return word === 'false' ? 0 : NaN;
}
