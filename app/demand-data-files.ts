// Whether the data files a config names are there, asked before the first is read: a path is a setting like any other, so
// what is wrong with it is told with its place, all of it at once.
import { stat } from 'node:fs/promises';
import { DataFileError } from '../backtest/data/data-file-error.ts';
import { expandPaths } from '../backtest/data/expand-paths.ts';
import { type Complaint, ConfigError } from '../config/complaint.ts';
import type { DataSettings, MarketSettings } from '../config/data-settings.ts';
import { type SettingPath, valueAt } from '../config/setting-path.ts';
import { complaintAt, type Written } from './complaint-at.ts';

/** A file or pattern, absolute, and the setting that names it. */
interface NamedFiles {
  readonly path: SettingPath;
  readonly pattern: string;
}

/** Throws a ConfigError with a complaint for each path that leads to no file and each pattern that matches none. */
export async function demandDataFiles(
  data: Pick<DataSettings, 'markets' | 'instruments' | 'brackets'>,
  written: Written,
): Promise<void> {
  const complaints: Complaint[] = [];
  for (const { path, pattern } of namedFiles(data, written)) {
    const sentence = await whatIsWrong(pattern);
    if (sentence !== undefined) complaints.push(complaintAt(written, path, sentence));
  }
  if (complaints.length > 0) throw new ConfigError(complaints);
}

function namedFiles(
  { markets, instruments, brackets }: Pick<DataSettings, 'markets' | 'instruments' | 'brackets'>,
  written: Written,
): readonly NamedFiles[] {
  return [
    ...Object.entries(markets).flatMap(([symbol, settings]) => filesOfMarket(symbol, settings, written)),
    { path: ['data', 'instruments'], pattern: instruments },
    ...(brackets === 'none' ? [] : [{ path: ['data', 'brackets'], pattern: brackets }]),
  ];
}

function filesOfMarket(symbol: string, settings: MarketSettings, { source }: Written): readonly NamedFiles[] {
  const { klines, trades, finer, coarser, mark, funding } = settings;
  return Object.entries({ klines, trades, finer, coarser, mark, funding }).flatMap(([key, files]) => {
    if (files === 'none' || files === null) return [];
    const path = ['data', 'markets', symbol, key];
    const isList = Array.isArray(valueAt(source.values, path));
    return files.map((pattern, index) => ({ path: isList ? [...path, index] : path, pattern }));
  });
}

/** Undefined where a reader may try; what else is wrong with a file it says itself. */
async function whatIsWrong(pattern: string): Promise<string | undefined> {
  try {
    for (const file of await expandPaths([pattern])) {
      const found = await stat(file);
      if (found.isDirectory()) return `found a folder, allowed: a file: ${pattern}`;
    }
    return undefined;
  } catch (error) {
    if (error instanceof DataFileError) return `no file matches: ${pattern}`;
    const isAbsent = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return isAbsent ? `no such file: ${pattern}` : undefined;
  }
}
