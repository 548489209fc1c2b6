// klines.pack, the klines a run was made on: what its page needs beside the CSV files. Three parts: the line `sluice klines 1`
// with the version of the format, a line of JSON that lists the markets, and the packed klines of each (packed-klines.ts), one
// after the other. Not compressed, so that the bytes are the same on every machine.
import { createHash } from 'node:crypto';
import { isInterval, type Interval, intervalMs } from '../../../engine/domain/interval.ts';
import type { MarketPrices } from './market-prices.ts';
import { packKlines, unpackKlines } from './packed-klines.ts';
import { RunFolderError } from './run-folder-error.ts';

const TITLE = 'sluice klines ';
const VERSION = 1;

/** A market in the file's second line. */
interface MarketEntry {
  readonly symbol: string;
  readonly interval: Interval;
  readonly klines: number;
  readonly priceDecimals: number;
  readonly bytes: number;
}

/** The file as pieces of bytes. */
export function* klinesFile(markets: readonly MarketPrices[]): Generator<Uint8Array> {
  const packed = markets.map((market) => packKlines(plainKlines(market), market.priceDecimals));
  const entries = markets.map(({ symbol, interval, length, priceDecimals }, index): MarketEntry => ({
    symbol,
    interval,
    klines: length,
    priceDecimals,
    bytes: packed[index]?.length ?? 0,
  }));
  const header = JSON.stringify({ sha256: checksum(entries, packed), markets: entries });
  yield new TextEncoder().encode(`${TITLE}${VERSION}\n${header}\n`);
  yield* packed;
}

/** What `klinesFile` was given; throws a RunFolderError that begins with `path` where the file is not whole or not of this format. */
export function readKlinesFile(path: string, bytes: Uint8Array): readonly MarketPrices[] {
  const [title, titleEnd] = lineAt(bytes, 0);
  if (!title.startsWith(TITLE)) throw new RunFolderError(`${path}: is no file of klines that sluice wrote`);
  const version = title.slice(TITLE.length);
  if (version !== String(VERSION)) {
    throw new RunFolderError(`${path}: is of format ${version}, this version of sluice reads format ${VERSION}`);
  }
  const [headerText, bodyStart] = lineAt(bytes, titleEnd);
  const header = parseHeader(headerText);
  if (header === undefined) throw new RunFolderError(`${path}: its list of markets cannot be read`);
  const body = bytes.subarray(bodyStart);
  const bodyBytes = header.markets.reduce((sum, market) => sum + market.bytes, 0);
  if (body.length < bodyBytes) {
    throw new RunFolderError(`${path}: was cut short, it holds ${body.length} of ${bodyBytes} bytes of klines`);
  }
  if (body.length > bodyBytes || checksum(header.markets, [body]) !== header.sha256) {
    throw new RunFolderError(`${path}: was changed after it was written, its checksum does not match`);
  }
  let offset = 0;
  return header.markets.map((market) => {
    offset += market.bytes;
    return unpackMarket(market, body.subarray(offset - market.bytes, offset));
  });
}

/** The klines of a market as packed-klines.ts takes them. */
export function plainKlines({ interval, length, openTime, open, high, low, close }: MarketPrices) {
  return { intervalMs: intervalMs(interval), length, time: openTime, open, high, low, close };
}

function unpackMarket({ symbol, interval, klines, priceDecimals }: MarketEntry, packed: Uint8Array): MarketPrices {
  const { time, open, high, low, close } = unpackKlines(packed, klines, intervalMs(interval));
  const scale = 10 ** priceDecimals;
  for (const column of [open, high, low, close]) {
    for (let index = 0; index < klines; index++) column[index] = (column[index] ?? 0) / scale;
  }
  return { symbol, interval, length: klines, openTime: time, open, high, low, close, priceDecimals };
}

/** sha256 in hex of the entries and the klines, so that a change of either is seen. */
function checksum(entries: readonly MarketEntry[], packed: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(JSON.stringify(entries));
  for (const bytes of packed) hash.update(bytes);
  return hash.digest('hex');
}

/** The text up to the next newline, and where the one after begins. */
function lineAt(bytes: Uint8Array, start: number): readonly [line: string, end: number] {
  const newline = bytes.indexOf(0x0a, start);
  const end = newline === -1 ? bytes.length : newline;
  return [new TextDecoder().decode(bytes.subarray(start, end)), end + 1];
}

function parseHeader(text: string): { readonly sha256: string; readonly markets: readonly MarketEntry[] } | undefined {
  const header = parsedJson(text);
  if (typeof header !== 'object' || header === null || !('sha256' in header) || !('markets' in header))
    return undefined;
  const { sha256, markets } = header;
  if (typeof sha256 !== 'string' || !Array.isArray(markets) || !markets.every(isMarketEntry)) return undefined;
  return { sha256, markets };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMarketEntry(value: unknown): value is MarketEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { symbol, interval, klines, priceDecimals, bytes } = { ...EMPTY_ENTRY, ...value };
  return (
    typeof symbol === 'string' &&
    typeof interval === 'string' &&
    isInterval(interval) &&
    [klines, priceDecimals, bytes].every((count) => Number.isSafeInteger(count) && Number(count) >= 0)
  );
}

const EMPTY_ENTRY: Readonly<Record<keyof MarketEntry, unknown>> = {
  symbol: undefined,
  interval: undefined,
  klines: undefined,
  priceDecimals: undefined,
  bytes: undefined,
};
