// The fingerprint of data: SHA-256 over what was read, not over the files, so that plain, gzip and zip, with a header or
// without, in ms or µs, in one file or twelve, give the same.
import { createHash } from 'node:crypto';
import type { FundingColumns } from './funding-columns.ts';
import { KLINE_FIELDS, type KlineColumns } from './kline-columns.ts';
import type { TradeColumns } from './trade-columns.ts';

/** Hex SHA-256 of klines: symbol, interval, length, then every column as little-endian doubles in the order of KLINE_FIELDS. */
export function hashColumns(columns: KlineColumns): string {
  const header = ['klines', columns.symbol, columns.interval, columns.length];
  return hashParts(
    header,
    KLINE_FIELDS.map((field) => columns[field]),
  );
}

/** Hex SHA-256 of funding settlements: symbol, length, then time, rate and interval hours. */
export function hashFunding(columns: FundingColumns): string {
  return hashParts(
    ['funding', columns.symbol, columns.length],
    [columns.time, columns.rateRatio, columns.intervalHours],
  );
}

/** Hex SHA-256 of aggregate trades: symbol, length, then id, time, price, quantity, count and whether the taker sold. */
export function hashTrades({ symbol, length, ...columns }: TradeColumns): string {
  const { id, time, price, quantity } = columns;
  const [tradeCount, takerSold] = [Float64Array.from(columns.tradeCount), Float64Array.from(columns.takerSold)];
  return hashParts(['trades', symbol, length], [id, time, price, quantity, tradeCount, takerSold]);
}

/** One hash for a whole run's data: of the hashes of its parts, sorted, so that the order they were read in does not matter. */
export function combineHashes(hashes: readonly string[]): string {
  return createHash('sha256').update(hashes.toSorted().join('\n')).digest('hex');
}

const IS_LITTLE_ENDIAN = new Uint8Array(Float64Array.of(1).buffer)[7] === 0x3f;

function hashParts(header: readonly unknown[], arrays: readonly Float64Array[]): string {
  const hash = createHash('sha256').update(`${JSON.stringify(header)}\n`);
  for (const array of arrays) hash.update(littleEndianBytes(array));
  return hash.digest('hex');
}

function littleEndianBytes(array: Float64Array): Buffer {
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return IS_LITTLE_ENDIAN ? bytes : Buffer.from(bytes).swap64();
}
