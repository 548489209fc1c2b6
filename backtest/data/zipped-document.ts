// The CSV files inside a zip. The checksum of each is compared here: the unpacking library does not, and hands out wrong
// data without a word when a byte of the archive has flipped.
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { CHUNK_BYTES, type CsvDocument } from './byte-chunks.ts';
import { crc32 } from './crc32.ts';
import { DataFileError } from './data-file-error.ts';

const DEFLATED = 8;

/** Every `.csv` entry of the archive in its order; throws a DataFileError if there is none or the archive is damaged. */
export async function* openZippedDocuments(path: string): AsyncGenerator<CsvDocument> {
  const zip = await explained(path, () => yauzl.openPromise(path, { autoClose: false, lazyEntries: true }));
  try {
    const entries = await explained(path, () => csvEntries(zip));
    if (entries.length === 0) throw new DataFileError(path, 'holds no .csv file');
    for (const entry of entries) {
      const name = `${path}(${entry.fileName})`;
      yield { name, chunks: checkedChunks(path, zip, entry, name) };
    }
  } finally {
    zip.close();
  }
}

async function csvEntries(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    // macOS archives carry a shadow of every file in this folder.
    if (/\.csv$/i.test(entry.fileName) && !entry.fileName.startsWith('__MACOSX/')) entries.push(entry);
  }
  return entries;
}

async function* checkedChunks(path: string, zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  try {
    for await (const chunk of await unpack(path, zip, entry)) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw new DataFileError(name, `is damaged or cut short (${messageOf(error)})`);
  }
  if (checksum !== entry.crc32) {
    throw new DataFileError(name, `is damaged: its CRC-32 is ${hex(checksum)}, the archive says ${hex(entry.crc32)}`);
  }
}

async function unpack(path: string, zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  if (entry.compressedSize === 0) return Readable.from([]);
  if (!entry.canDecodeFileData()) {
    throw new Error(
      entry.isEncrypted() ? 'encrypted' : `compression method ${entry.compressionMethod} is not supported`,
    );
  }
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const range = { start: fileDataStart, end: fileDataStart + entry.compressedSize - 1, highWaterMark: CHUNK_BYTES };
  const stored = createReadStream(path, range);
  if (entry.compressionMethod !== DEFLATED) return stored;
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  // Errors of either stream reach the reader through `inflate`.
  pipeline(stored, inflate, () => {});
  return inflate;
}

async function explained<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new DataFileError(path, `is not a readable zip archive (${messageOf(error)})`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}
