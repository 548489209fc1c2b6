// Opens a CSV file as a stream of bytes, whether it lies plain, in gzip or in a zip. What a file is, its first bytes
// say, not its name.
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CHUNK_BYTES, type CsvDocument } from './byte-chunks.ts';
import { DataFileError } from './data-file-error.ts';
import { openZippedDocuments } from './zipped-document.ts';

const GZIP_MAGIC = 0x1f8b;
const ZIP_MAGIC = 0x504b;
/** Deflate cannot shrink further than this, so a greater size in a header is a lie. */
const DEFLATE_RATIO_MAX = 1032;
const ZIPPED_CSV_RATIO = 6;

/** The CSV texts of one file, in the order they lie in it; throws a DataFileError if the file cannot be opened. */
export async function* openCsvDocuments(path: string): AsyncGenerator<CsvDocument> {
  const { kind } = await inspect(path);
  if (kind === 'zip') yield* openZippedDocuments(path);
  else yield { name: path, chunks: kind === 'gzip' ? gunzippedChunks(path) : plainChunks(path) };
}

/** About how many bytes of CSV a file holds; exact for plain files, as the trailer says for gzip, a guess for zip. */
export async function estimateCsvBytes(path: string): Promise<number> {
  const { kind, bytes, trailer } = await inspect(path);
  if (kind === 'plain') return bytes;
  return kind === 'zip' ? bytes * ZIPPED_CSV_RATIO : Math.min(Math.max(bytes, trailer), bytes * DEFLATE_RATIO_MAX);
}

interface Inspection {
  readonly kind: 'plain' | 'gzip' | 'zip';
  readonly bytes: number;
  /** The last four bytes as a little-endian number: in gzip the size of what was packed. */
  readonly trailer: number;
}

async function inspect(path: string): Promise<Inspection> {
  const file = await openFile(path);
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw new DataFileError(path, 'is a folder, a file is needed');
    const magic = (await readAt(file, 0, 2)).readUInt16BE(0);
    const trailer = (await readAt(file, Math.max(0, stat.size - 4), 4)).readUInt32LE(0);
    const kind = magic === GZIP_MAGIC ? 'gzip' : magic === ZIP_MAGIC ? 'zip' : 'plain';
    return { kind, bytes: stat.size, trailer };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, position);
  return bytes;
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new DataFileError(path, describeOpenError(error));
  }
}

function describeOpenError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT') return 'no such file';
  return code === 'EACCES' || code === 'EPERM' ? 'may not be read (no permission)' : `cannot be opened (${code})`;
}

async function* plainChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await openFile(path);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function* gunzippedChunks(path: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors of either stream reach the reader below through `gunzip`.
  pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), gunzip, () => {});
  try {
    yield* gunzip;
  } catch (error) {
    throw new DataFileError(
      path,
      `is damaged or cut short (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
