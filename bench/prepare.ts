// Lays out what the lines run on: recordings, rules, configs, and a cache of their own that holds the klines already.
import { linesOf, type Line, TINY_BARS } from './lines.ts';
import { configPath, RUN_NAMES, writeConfig } from './data/configs.ts';
import { type BenchSymbol, makeData, makeRules, SYMBOLS } from './data/make-data.ts';
import { loadRun } from '../app/load-run.ts';
import { DATA_FORMATS, type DataFormat } from '../backtest/data/write-data-file.ts';
import type { BenchOptions } from './options.ts';
import { INDICATORS } from './parts/indicators.ts';

type Sizes = Pick<BenchOptions, 'bars' | 'largeBars'>;

/** The lines over data in `folder`, whether it is there yet or not. */
export function linesIn(folder: string, { bars, largeBars }: Sizes): readonly Line[] {
  const indicators = INDICATORS.map(({ name, theirs }) => ({ name, hasTheirs: theirs !== undefined }));
  return linesOf({ folder, bars, largeBars, indicators });
}

interface DataSet {
  readonly bars: number;
  readonly symbols: readonly BenchSymbol[];
  readonly formats: readonly DataFormat[];
}

/** Writes what the lines need; those that read no recording need nothing. */
export async function prepare(folder: string, { bars, largeBars }: Sizes, lines: readonly Line[]): Promise<void> {
  const sets: readonly DataSet[] = [
    { bars: TINY_BARS, symbols: ['BTCUSDT'], formats: ['.csv.gz'] },
    { bars, symbols: SYMBOLS, formats: ['.csv.gz'] },
    { bars: largeBars, symbols: ['BTCUSDT'], formats: DATA_FORMATS },
  ];
  const words = lines.flatMap(wordsOf);
  await makeRules(folder);
  for (const set of sets) {
    if (!words.some((word) => word.startsWith(`${folder}/${set.bars}/`))) continue;
    await makeData({ folder, ...set });
    const place = { folder, bars: set.bars };
    const names = set.symbols.length > 1 ? RUN_NAMES : (['always-in'] as const);
    for (const name of names) await writeConfig(place, name);
    // Klines are kept when they are first read: what is measured is a run of somebody who has run before.
    for (const name of names) await loadRun({ configPath: configPath(place, name), overrides: [], outFolder: null });
  }
}

function wordsOf({ work }: Line): readonly string[] {
  return work.kind === 'job' ? Object.values(work.args).map(String) : work.args;
}
