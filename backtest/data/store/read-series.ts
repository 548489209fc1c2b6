// Reads a file without being told what it holds: trades and funding by their columns, mark klines by the name, else klines.
import type { CachedKlines } from '../cache/cache-file.ts';
import { type KlineCache, readCheckedKlines } from '../cache/read-checked-klines.ts';
import { checkFundingRecording } from '../check-funding.ts';
import { checkRecording } from '../check-klines.ts';
import { checkTradeRecording } from '../check-trades.ts';
import { holdsFunding } from '../check-files.ts';
import type { DataFindings } from '../findings.ts';
import { isForeignKlines, readForeignKlines } from '../foreign-klines.ts';
import { holdsTrades } from '../holds-trades.ts';
import { readFunding } from '../read-funding.ts';
import { readTrades } from '../read-trades.ts';
import { symbolOfFile } from '../symbol-of-file.ts';
import type { Series, SeriesKind, TradeSeries } from './series.ts';

export interface SeriesWanted {
  readonly file: string;
  /** Null takes it from the file's name. */
  readonly symbol: string | null;
  /** Null tells it from the file. */
  readonly kind: SeriesKind | null;
}

export interface ReadSeries {
  readonly series: Series | TradeSeries;
  readonly findings: DataFindings;
}

/** Reads the series of one file; throws a DataFileError where the file is none that can be read. */
export async function readSeries(wanted: SeriesWanted, cache: KlineCache | null): Promise<ReadSeries> {
  const { file } = wanted;
  const symbol = wanted.symbol ?? symbolOfFile(file).toUpperCase();
  if (wanted.kind === null && (await holdsTrades(file))) {
    const recording = await readTrades({ files: [file], symbol });
    return { series: { kind: 'trades', columns: recording.columns }, findings: checkTradeRecording(recording) };
  }
  const kind = wanted.kind ?? (await kindOf(file));
  if (kind === 'funding') {
    const recording = await readFunding({ files: [file], symbol });
    return { series: { kind, columns: recording.columns }, findings: checkFundingRecording(recording) };
  }
  const { columns, findings } = await readAnyKlines(file, symbol, cache);
  return { series: { kind, columns }, findings };
}

async function kindOf(file: string): Promise<SeriesKind> {
  if (await holdsFunding(file)) return 'funding';
  return /mark/i.test(file) ? 'mark' : 'klines';
}

async function readAnyKlines(
  file: string,
  symbol: string,
  cache: KlineCache | null,
): Promise<Pick<CachedKlines, 'columns' | 'findings'>> {
  if (!(await isForeignKlines(file))) return readCheckedKlines({ files: [file], symbol }, cache);
  const recording = await readForeignKlines(file, symbol);
  return { columns: recording.columns, findings: checkRecording(recording) };
}
