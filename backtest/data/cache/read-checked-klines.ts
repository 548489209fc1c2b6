// Klines with what was found in them, from the cache where the files are what they were, else from the files. Whatever is
// wrong with the cache costs time, never a result: it is then as if there were none.
import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkRecording } from '../check-klines.ts';
import { hashColumns } from '../data-hash.ts';
import { expandPaths } from '../expand-paths.ts';
import { type KlineFilesWanted, readKlines } from '../read-klines.ts';
import { type CachedKlines, cacheFilePieces, openCacheFile, readCacheHeader, readCachedKlines } from './cache-file.ts';
import { evict } from './evict.ts';
import { isFileSystemError, isUnchanged, stateOf } from './source-state.ts';

export interface KlineCache {
  /** Made where it is missing. */
  readonly folder: string;
  /** Smaller recordings are parsed faster than they are looked up. */
  readonly rowsMin: number;
  /** What was used longest ago is removed when the folder holds more. */
  readonly bytesMax: number;
  /** Epoch ms, by the clock that file times come from. */
  readonly now: () => number;
}

/** The cache as a run uses it: room for about twenty series of five years of one-minute klines. */
export function klineCacheIn(folder: string, now: () => number): KlineCache {
  return { folder, rowsMin: 20_000, bytesMax: 2 ** 30, now };
}

/** Reads kline files and looks for faults, or takes both from the cache (null for none). Throws what readKlines throws. */
export async function readCheckedKlines(wanted: KlineFilesWanted, cache: KlineCache | null): Promise<CachedKlines> {
  if (cache === null) return parse(wanted);
  const files = await expandPaths(wanted.files);
  const path = join(cache.folder, `${keyOf(wanted, files)}.klines`);
  const known = await recall(path, cache);
  if (known !== undefined) return known;
  const takenMs = cache.now();
  const parsed = await parse({ ...wanted, files });
  if (parsed.columns.length >= cache.rowsMin) await keep(path, parsed, { files, takenMs, cache });
  return parsed;
}

async function parse(wanted: KlineFilesWanted): Promise<CachedKlines> {
  const recording = await readKlines(wanted);
  return { columns: recording.columns, findings: checkRecording(recording), hash: hashColumns(recording.columns) };
}

/** Findings name files as they were asked for, so the same files by another path are another entry. */
function keyOf({ symbol, interval }: KlineFilesWanted, files: readonly string[]): string {
  const key = JSON.stringify([symbol ?? null, interval ?? null, files, files.map((file) => resolve(file))]);
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

async function recall(path: string, { now }: KlineCache): Promise<CachedKlines | undefined> {
  const file = await openCacheFile(path);
  if (file === undefined) return undefined;
  try {
    const header = await readCacheHeader(file);
    if (header === undefined) return undefined;
    for (const source of header.sources) if (!(await isUnchanged(source, header.takenMs))) return undefined;
    const klines = await readCachedKlines(file, header);
    // Its time of change is its time of use, by which old entries are removed.
    if (klines !== undefined) await utimes(path, now() / 1000, now() / 1000).catch(ignore);
    return klines;
  } finally {
    await file.close();
  }
}

interface Keeping {
  readonly files: readonly string[];
  /** Epoch ms before the files were read. */
  readonly takenMs: number;
  readonly cache: KlineCache;
}

/** Written beside its place and renamed. What cannot be kept is parsed again the next time. */
async function keep(path: string, klines: CachedKlines, { files, takenMs, cache }: Keeping): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(cache.folder, { recursive: true });
    const sources = await Promise.all(files.map(stateOf));
    // A file that was written to while it was read belongs to nobody's memory.
    if (sources.some(({ changedMs }) => changedMs >= takenMs)) return;
    await writePieces(unfinished, cacheFilePieces(klines, { sources, takenMs }));
    await rename(unfinished, path);
    await evict(cache.folder, cache.bytesMax);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(ignore);
    // A full disk or a folder nobody may write is no reason to end a run; a fault of ours is.
    if (!isFileSystemError(error)) throw error;
  }
}

async function writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const piece of pieces) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}

function ignore(): void {}
