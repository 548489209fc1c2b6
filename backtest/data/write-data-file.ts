// Writes a data file as its name says: .csv, .csv.gz or .parquet.
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DataFileError } from './data-file-error.ts';
import { writeParquet } from './parquet/write-parquet.ts';

export const DATA_FORMATS = ['.csv', '.csv.gz', '.parquet'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

/** The format a file's name asks for; throws a DataFileError where it asks for none of them. */
export function formatOf(path: string): DataFormat {
  const format = DATA_FORMATS.find((ending) => path.endsWith(ending));
  if (format !== undefined) return format;
  throw new DataFileError(path, `the name must end in ${DATA_FORMATS.join(', ')}`);
}

/**
 * Writes `pieces`, a CSV text with a header, beside its place and renames it; the folder is made where it is missing. The same
 * text gives the same bytes of .csv and .csv.gz. Throws a DataFileError for another ending.
 */
export async function writeDataFile(path: string, pieces: Iterable<string>): Promise<void> {
  const format = formatOf(path);
  const unfinished = `${path}.${process.pid}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  try {
    if (format === '.parquet') await writeParquet(unfinished, pieces);
    else if (format === '.csv') await pipeline(Readable.from(pieces), createWriteStream(unfinished));
    else await pipeline(Readable.from(pieces), createGzip(), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
