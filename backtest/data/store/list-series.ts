// What a data folder holds: every file that is a series, with its span and what is wrong with it.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bucketEnd } from '../../../engine/domain/interval.ts';
import type { KlineCache } from '../cache/read-checked-klines.ts';
import { DataFileError } from '../data-file-error.ts';
import { FINDING_WORDS } from '../finding-words.ts';
import type { DataFindings } from '../findings.ts';
import { isParquet } from '../parquet/is-parquet.ts';
import { readSeries } from './read-series.ts';
import { keyOf, nameOf, type Series, timesOf, type TradeSeries } from './series.ts';

export interface ListedSeries {
  readonly file: string;
  readonly bytes: number;
  /** `BTCUSDT 1m klines`. */
  readonly name: string;
  readonly rows: number;
  /** Epoch ms of the first row, and of the end of the last; null where there is no row. */
  readonly fromTime: number | null;
  readonly toTime: number | null;
  /** `2 gaps, 1 hole of no volume`; empty where there is nothing. */
  readonly findings: string;
}

/** A file that looks like data and is none. */
export interface UnreadableFile {
  readonly file: string;
  readonly sentence: string;
}

/** Every data file beneath `folder`, by path. Throws a DataFileError where the folder cannot be read. */
export async function* listSeries(
  folder: string,
  cache: KlineCache | null,
): AsyncGenerator<ListedSeries | UnreadableFile> {
  for (const file of await dataFiles(folder)) {
    try {
      const { series, findings } = await readSeries({ file, symbol: null, kind: null }, cache);
      yield describe(file, (await stat(file)).size, series, findings);
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      yield { file, sentence: error.message };
    }
  }
}

async function dataFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const isData = await Promise.all(
      files.map(async (file) => /\.csv(?:\.gz)?$|\.zip$/i.test(file) || (await isParquet(file))),
    );
    return files.filter((_, index) => isData[index]).toSorted();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new DataFileError(folder, code === 'ENOENT' ? 'no such folder' : `cannot be read (${code})`);
  }
}

function describe(file: string, bytes: number, series: Series | TradeSeries, findings: DataFindings): ListedSeries {
  const times = timesOf(series);
  const last = times.at(-1);
  return {
    file,
    bytes,
    name: nameOf(keyOf(series)),
    rows: times.length,
    fromTime: times[0] ?? null,
    toTime: last === undefined ? null : endOf(series, last),
    findings: findings.groups
      .filter(({ count }) => count > 0)
      .map(({ code, count }) => `${count} ${count === 1 ? FINDING_WORDS[code].one : FINDING_WORDS[code].many}`)
      .join(', '),
  };
}

function endOf({ columns }: Series | TradeSeries, last: number): number {
  return 'interval' in columns ? bucketEnd(columns.interval, last) : last;
}
