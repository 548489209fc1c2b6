// Writes Parquet from the text of a CSV file: every column a whole number or a double, as its values say.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { quoted, withDuckDb } from './duckdb.ts';

/**
 * Writes `pieces`, a CSV text with a header, to `path` as Parquet with Zstandard. Doubles come back as the very same doubles.
 * Throws a DataFileError where DuckDB is not installed.
 */
export async function writeParquet(path: string, pieces: Iterable<string>): Promise<void> {
  await withDuckDb(path, async (connection) => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-parquet-'));
    try {
      const csv = join(folder, 'rows.csv');
      await pipeline(Readable.from(pieces), createWriteStream(csv));
      // Types are told from all rows: a column whose first thousand are whole may have decimals later.
      const rows = `read_csv(${quoted(csv)}, header = true, sample_size = -1)`;
      await connection.run(`COPY (SELECT * FROM ${rows}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
