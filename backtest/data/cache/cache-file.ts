// A cache file: parsed klines with what was found in them and what they were parsed from. Layout, in the machine's byte order:
//   8 bytes   magic and version
//   4 bytes   length of the header, 4 bytes its checksum
//   header    JSON, padded with spaces to a multiple of 8
//   columns   in the order of KLINE_FIELDS, each padded with zeros to a multiple of 8
import { open, type FileHandle } from 'node:fs/promises';
import type { Interval } from '../../../engine/domain/interval.ts';
import type { DataFindings } from '../findings.ts';
import { joinColumns, KLINE_FIELDS, type KlineColumns, type KlineField } from '../kline-columns.ts';
import { checksum } from './checksum.ts';
import { chooseEncoding, type ColumnEncoding, decodeColumn, encodeColumn, encodedBytes } from './column-encoding.ts';
import { isFileSystemError, type SourceState } from './source-state.ts';

export interface CachedKlines {
  readonly columns: KlineColumns;
  readonly findings: DataFindings;
  /** As data-hash.ts makes it. */
  readonly hash: string;
}

export interface CacheHeader extends Pick<CachedKlines, 'findings' | 'hash'> {
  readonly symbol: string;
  readonly interval: Interval;
  readonly length: number;
  readonly encodings: Readonly<Record<KlineField, ColumnEncoding>>;
  /** Of each column's bytes, padding included. */
  readonly checksums: Readonly<Record<KlineField, number>>;
  /** The files it was parsed from, in the order they were read, and when (epoch ms). */
  readonly sources: readonly SourceState[];
  readonly takenMs: number;
}

/** The last byte is the version: files of another one are not read. */
const MAGIC = Buffer.from('SLUKLN\n\u0001', 'latin1');
const HEADER_START = 16;
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const HEADER_BYTES_MAX = 1 << 24;

/** The pieces of a cache file, in order. */
export function* cacheFilePieces(
  { columns, findings, hash }: CachedKlines,
  origin: Pick<CacheHeader, 'sources' | 'takenMs'>,
): Generator<Uint8Array> {
  const { symbol, interval, length } = columns;
  const encodings = ofEachField((field) => chooseEncoding(columns[field]));
  const bytes = ofEachField((field) => padded(encodeColumn(columns[field], encodings[field]), 0));
  const checksums = ofEachField((field) => checksum(bytes[field]));
  const header: CacheHeader = { symbol, interval, length, encodings, checksums, findings, hash, ...origin };
  const text = padded(Buffer.from(JSON.stringify(header)), 0x20);
  const start = Buffer.alloc(HEADER_START);
  MAGIC.copy(start);
  writeUint32(start, text.byteLength, 8);
  writeUint32(start, checksum(text), 12);
  yield start;
  yield text;
  for (const field of KLINE_FIELDS) yield bytes[field];
}

export interface ReadHeader extends CacheHeader {
  /** Where the columns begin in the file. */
  readonly columnsStart: number;
}

/** What a cache file says of itself; undefined where it is none, is of another version, or is damaged. */
export async function readCacheHeader(file: FileHandle): Promise<ReadHeader | undefined> {
  const start = await readExactly(file, HEADER_START, 0);
  if (start === undefined || !start.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const headerBytes = readUint32(start, 8);
  if (headerBytes > HEADER_BYTES_MAX || headerBytes % 8 !== 0) return undefined;
  const text = await readExactly(file, headerBytes, HEADER_START);
  if (text === undefined || checksum(text) !== readUint32(start, 12)) return undefined;
  // The checksum vouches for what this program wrote itself.
  return { ...(JSON.parse(text.toString('utf8')) as CacheHeader), columnsStart: HEADER_START + headerBytes };
}

/** The klines that the header speaks of; undefined where the file is cut short or a column is not what it was. */
export async function readCachedKlines(file: FileHandle, header: ReadHeader): Promise<CachedKlines | undefined> {
  const { symbol, interval, length, encodings, checksums, findings, hash } = header;
  let position = header.columnsStart;
  // One buffer for all columns: fresh memory costs more than what is read into it.
  const scratch = Buffer.from(new ArrayBuffer(multipleOf8(Float64Array.BYTES_PER_ELEMENT * length)));
  const decoded = new Map<KlineField, Float64Array>();
  for (const field of KLINE_FIELDS) {
    const bytes = encodedBytes(encodings[field], length);
    const paddedBytes = multipleOf8(bytes);
    const read = scratch.subarray(0, paddedBytes);
    if (!(await fill(read, file, position)) || checksum(read) !== checksums[field]) return undefined;
    decoded.set(field, decodeColumn(read, encodings[field], length));
    position += paddedBytes;
  }
  const columns = joinColumns(symbol, interval, length, (field) => decoded.get(field) ?? new Float64Array(0));
  return { columns, findings, hash };
}

/** Opens a cache file for reading; undefined where there is none. */
export async function openCacheFile(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    // A cache that cannot be read is as good as none.
    return undefined;
  }
}

/** `bytes` bytes from `position`, at the start of a buffer of their own; undefined where the file ends before. */
async function readExactly(file: FileHandle, bytes: number, position: number): Promise<Buffer | undefined> {
  const buffer = Buffer.from(new ArrayBuffer(bytes));
  return (await fill(buffer, file, position)) ? buffer : undefined;
}

/** Fills the buffer from `position` on; false where the file ends before it is full. */
async function fill(buffer: Buffer, file: FileHandle, position: number): Promise<boolean> {
  let done = 0;
  while (done < buffer.byteLength) {
    const { bytesRead } = await file.read(buffer, done, buffer.byteLength - done, position + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}

function ofEachField<T>(make: (field: KlineField) => T): Record<KlineField, T> {
  return {
    openTime: make('openTime'),
    open: make('open'),
    high: make('high'),
    low: make('low'),
    close: make('close'),
    volume: make('volume'),
    quoteVolume: make('quoteVolume'),
    tradeCount: make('tradeCount'),
    takerBuyVolume: make('takerBuyVolume'),
  };
}

function multipleOf8(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** In a buffer of its own, so that it can be looked at as words. */
function padded(bytes: Uint8Array, filler: number): Uint8Array {
  const whole = new Uint8Array(multipleOf8(bytes.byteLength)).fill(filler);
  whole.set(bytes);
  return whole;
}

function writeUint32(buffer: Buffer, value: number, offset: number): void {
  if (IS_LITTLE_ENDIAN) buffer.writeUInt32LE(value, offset);
  else buffer.writeUInt32BE(value, offset);
}

function readUint32(buffer: Buffer, offset: number): number {
  return IS_LITTLE_ENDIAN ? buffer.readUInt32LE(offset) : buffer.readUInt32BE(offset);
}
