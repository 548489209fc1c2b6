// Takes a stretch of a recording out into a file of another format, at another interval where that is wanted.
import { type Interval, intervalDivides } from '../../../engine/domain/interval.ts';
import type { KlineCache } from '../cache/read-checked-klines.ts';
import { checkTradeRecording } from '../check-trades.ts';
import { DataFileError } from '../data-file-error.ts';
import { fundingColumnsFromRows, fundingRows } from '../funding-columns.ts';
import { holdsTrades } from '../holds-trades.ts';
import { judgeFindings } from '../judge-findings.ts';
import { klinesFromTrades } from '../klines-from-trades.ts';
import { type KlineColumns, sliceKlinesByTime } from '../kline-columns.ts';
import { readTrades } from '../read-trades.ts';
import { resampleKlines } from '../resample-klines.ts';
import { formatOf, writeDataFile } from '../write-data-file.ts';
import { joinSeries, readUsableSeries } from './join-series.ts';
import type { Preference } from './merge-series.ts';
import { csvOf, keyOf, nameOf, type Series } from './series.ts';

export interface ExportWanted {
  /** Files of one series, read in this order. */
  readonly files: readonly string[];
  readonly symbol: string | null;
  /** Epoch ms; rows with fromTime ≤ time < toTime. */
  readonly fromTime: number;
  readonly toTime: number;
  /** Null leaves the interval as it is. */
  readonly interval: Interval | null;
  /** The file to write; its ending says the format. */
  readonly path: string;
  readonly preferred: Preference | null;
  readonly cache: KlineCache | null;
}

export interface Exported {
  readonly name: string;
  readonly rows: number;
  /** Klines that could not be made because some of theirs are not recorded; 0 where nothing was resampled. */
  readonly incomplete: number;
}

/** Throws a DataFileError where a file cannot be read, klines are faulty, or nothing is left to write. */
export async function exportSeries(wanted: ExportWanted): Promise<Exported> {
  formatOf(wanted.path);
  const series = await readAll(wanted);
  const { series: cut, incomplete } = atInterval(within(series, wanted), wanted);
  if (cut.columns.length === 0) throw new DataFileError(wanted.path, 'no row is left to write');
  await writeDataFile(wanted.path, csvOf(cut));
  return { name: nameOf(keyOf(cut)), rows: cut.columns.length, incomplete };
}

async function readAll({ files, symbol, interval, preferred, cache }: ExportWanted): Promise<Series> {
  let known: Series | undefined;
  for (const file of files) {
    if (interval !== null && (await holdsTrades(file))) {
      known = joinSeries(known, await klinesOfTrades(file, symbol, interval), file, preferred).series;
      continue;
    }
    const { series } = await readUsableSeries({ file, symbol, kind: null }, 'refuse', cache);
    known = joinSeries(known, series, file, preferred).series;
  }
  if (known === undefined) throw new DataFileError('', 'no file to read');
  return known;
}

/** The first and the last bucket of a file of trades may be cut by its span: they are as whole as the file is. */
async function klinesOfTrades(file: string, symbol: string | null, interval: Interval): Promise<Series> {
  const recording = await readTrades({ files: [file], ...(symbol === null ? {} : { symbol }) });
  const { verdict, faults } = judgeFindings(checkTradeRecording(recording), 'refuse');
  if (verdict === 'refuse')
    throw new DataFileError(file, faults.map((fault) => fault.replace(`${file}: `, '')).join('; '));
  return { kind: 'klines', columns: klinesFromTrades(recording.columns, interval).klines };
}

function within(series: Series, { fromTime, toTime }: ExportWanted): Series {
  if (series.kind !== 'funding') {
    return { kind: series.kind, columns: sliceKlinesByTime(series.columns, fromTime, toTime) };
  }
  const rows = fundingRows(series.columns).filter(({ time }) => time >= fromTime && time < toTime);
  return { kind: series.kind, columns: fundingColumnsFromRows(series.columns.symbol, rows) };
}

function atInterval(series: Series, { interval, files }: ExportWanted): { series: Series; incomplete: number } {
  if (interval === null) return { series, incomplete: 0 };
  const file = files.join(', ');
  if (series.kind === 'funding') throw new DataFileError(file, 'is funding, which has no interval');
  const { columns } = series;
  if (columns.interval === interval) return { series, incomplete: 0 };
  demandDivides(columns, interval, file);
  const { columns: coarse, incomplete } = resampleKlines(columns, interval);
  return { series: { kind: series.kind, columns: coarse }, incomplete };
}

function demandDivides(columns: KlineColumns, interval: Interval, file: string): void {
  if (intervalDivides(columns.interval, interval)) return;
  throw new DataFileError(file, `${columns.interval} klines do not make ${interval} klines`);
}
