// Brings recorded files, however they are packed and cut, into a data folder: one file a series, ascending, without duplicates.
import { access } from 'node:fs/promises';
import type { KlineCache } from '../cache/read-checked-klines.ts';
import type { DataPolicy } from '../judge-findings.ts';
import type { Repair } from '../repair-klines.ts';
import { DATA_FORMATS, type DataFormat, writeDataFile } from '../write-data-file.ts';
import { joinSeries, readUsableSeries } from './join-series.ts';
import type { Merged, Preference } from './merge-series.ts';
import type { SeriesWanted } from './read-series.ts';
import { csvOf, keyOf, nameOf, placeOf, type Series } from './series.ts';

export interface ImportWanted extends Omit<SeriesWanted, 'file'> {
  readonly files: readonly string[];
  /** The data folder. */
  readonly folder: string;
  /** Of a series that the folder does not have yet; one it has keeps its own. */
  readonly format: DataFormat;
  /** `warn` drops what is impossible and sorts what is out of order; `refuse` refuses the file. */
  readonly policy: DataPolicy;
  /** Whose row stays where a file and the folder differ; null refuses the file. */
  readonly preferred: Preference | null;
  readonly cache: KlineCache | null;
}

/** What one file brought. */
export interface Imported extends Omit<Merged<never>, 'columns'> {
  readonly file: string;
  /** `BTCUSDT 1m klines`. */
  readonly name: string;
  /** Rows of the series now. */
  readonly rows: number;
  /** Where it lies. */
  readonly path: string;
  readonly repairs: readonly Repair[];
}

/**
 * Imports the files one after the other and yields what each brought. A series is written when the last of its files was
 * read; throws a DataFileError at the first file that cannot be taken, and nothing of its series is written then.
 */
export async function* importSeries(wanted: ImportWanted): AsyncGenerator<Imported> {
  const growing = new Map<string, GrowingSeries>();
  for (const file of wanted.files) {
    const { series: read, repairs } = await readUsableSeries({ ...wanted, file }, wanted.policy, wanted.cache);
    const place = placeOf(wanted.folder, keyOf(read));
    const known = growing.get(place) ?? (await startSeries(place, wanted));
    const { series, ...counts } = joinSeries(known.series, read, file, wanted.preferred);
    const imported = {
      file,
      name: nameOf(keyOf(read)),
      rows: series.columns.length,
      path: known.path,
      repairs,
      ...counts,
    };
    growing.set(place, { ...known, series, imported: [...known.imported, imported] });
  }
  for (const { series, path, imported } of growing.values()) {
    if (series !== undefined) await writeDataFile(path, csvOf(series));
    yield* imported;
  }
}

/** A series of the folder while files are added to it. */
interface GrowingSeries {
  /** Undefined while the folder has nothing of it. */
  readonly series: Series | undefined;
  readonly path: string;
  readonly imported: readonly Imported[];
}

async function startSeries(place: string, { cache, format }: ImportWanted): Promise<GrowingSeries> {
  for (const known of DATA_FORMATS) {
    const path = `${place}${known}`;
    if (!(await exists(path))) continue;
    const { series } = await readUsableSeries({ file: path, symbol: null, kind: null }, 'refuse', cache);
    return { series, path, imported: [] };
  }
  return { series: undefined, path: `${place}${format}`, imported: [] };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
