// The lines of the bench: what each is called, what it counts, and the job that measures it.
import { join } from 'node:path';
import { configPath, type RunName } from './data/configs.ts';
import { klinesPath } from './data/make-data.ts';
import type { DataFormat } from '../backtest/data/write-data-file.ts';
import type { JobName } from './jobs.ts';
import type { PartName } from './jobs/part.ts';
import type { JobArgs } from './sample.ts';

export type Group = 'limit' | 'engine' | 'shapes' | 'parts' | 'indicators' | 'writing' | 'loading' | 'start-up';

export interface Line {
  /** Unique; what `--only` finds. */
  readonly id: string;
  readonly group: Group;
  /** What is counted, in the singular. */
  readonly unit: string;
  readonly work: Work;
}

export type Work =
  | { readonly kind: 'job'; readonly job: JobName; readonly args: JobArgs }
  /** The command itself, from its start to its end. */
  | { readonly kind: 'command'; readonly args: readonly string[] };

export interface LinePlaces {
  /** Where data, configs and results lie. */
  readonly folder: string;
  readonly bars: number;
  readonly largeBars: number;
  /** Names of the indicators, and whether technicalindicators has the same. */
  readonly indicators: readonly { readonly name: string; readonly hasTheirs: boolean }[];
}

const ACCOUNTS = 16;
/** Klines of the run whose time is that of starting. */
export const TINY_BARS = 1000;

/** Every line there is, in the order of the table. */
export function linesOf(places: LinePlaces): readonly Line[] {
  const { bars } = places;
  const lengths = [...new Set([bars, places.largeBars])];
  return [
    ...lengths.map((length) => limitLine(places, length)),
    ...lengths.map((length) =>
      runLine(places, { id: `engine ${length}`, group: 'engine', bars: length, name: 'always-in' }),
    ),
    runLine(places, { id: 'three symbols', group: 'shapes', bars, name: 'three-symbols' }),
    runLine(places, { id: 'grid of 40', group: 'shapes', bars, name: 'grid' }),
    {
      ...{ id: `${ACCOUNTS} accounts`, group: 'shapes', unit: 'bar' },
      work: { kind: 'job', job: 'accounts', args: { ...runArgs(places, bars, 'always-in'), count: ACCOUNTS } },
    },
    ...PARTS.map(partLine),
    ...places.indicators.flatMap(indicatorLines),
    ...(['figures', 'files', 'page'] as const).map((part) => writingLine(places, part)),
    ...(['.csv.gz', '.csv', '.parquet'] as const).map((format) => loadingLine(places, 'parse', format)),
    loadingLine(places, 'cache', '.csv.gz'),
    { id: '--help', group: 'start-up', unit: 'start', work: { kind: 'command', args: ['--help'] } },
    {
      ...{ id: 'tiny backtest', group: 'start-up', unit: 'start' },
      work: { kind: 'command', args: tinyBacktest(places) },
    },
  ];
}

/** The lines that one of the words picks. */
export function pickLines(lines: readonly Line[], words: readonly string[]): readonly Line[] {
  if (words.length === 0) return lines;
  return lines.filter(({ id, group }) => words.some((word) => group === word || id.includes(word)));
}

/** The line of the bare loop over as many bars, which the id of an engine's line names too. */
export function limitId(bars: number): string {
  return `limit ${bars}`;
}

const PARTS: readonly {
  readonly part: PartName;
  readonly id: string;
  readonly unit: string;
  readonly count: number;
}[] = [
  { part: 'mailbox', id: 'mailbox', unit: 'event', count: 500_000 },
  { part: 'streams', id: 'streams, two averages, crossing', unit: 'kline', count: 200_000 },
  { part: 'host', id: 'host, an intent a kline', unit: 'intent', count: 100_000 },
  { part: 'risk', id: 'risk gate, all checks', unit: 'plan', count: 5000 },
  { part: 'portfolio', id: 'portfolio', unit: 'fill', count: 5000 },
  { part: 'resting0', id: 'exchange, nothing rests', unit: 'kline', count: 100_000 },
  { part: 'resting40', id: 'exchange, 40 rest', unit: 'kline', count: 100_000 },
  { part: 'resting1000', id: 'exchange, 1000 rest', unit: 'kline', count: 100_000 },
  { part: 'matching0', id: 'fill, nothing rests', unit: 'fill', count: 3000 },
  { part: 'matching40', id: 'fill, 40 rest', unit: 'fill', count: 3000 },
  { part: 'matching1000', id: 'fill, 1000 rest', unit: 'fill', count: 1000 },
];
const INDICATOR_BARS = 100_000;

function limitLine({ folder }: LinePlaces, bars: number): Line {
  const args = { file: klinesPath(folder, bars, 'BTCUSDT', '.csv.gz') };
  return { id: limitId(bars), group: 'limit', unit: 'bar', work: { kind: 'job', job: 'limit', args } };
}

interface RunOf {
  readonly id: string;
  readonly group: Group;
  readonly bars: number;
  readonly name: RunName;
}

function runLine(places: LinePlaces, { id, group, bars, name }: RunOf): Line {
  return { id, group, unit: 'bar', work: { kind: 'job', job: 'backtest', args: runArgs(places, bars, name) } };
}

function runArgs({ folder }: LinePlaces, bars: number, name: RunName): JobArgs {
  return { config: configPath({ folder, bars }, name), folder: join(folder, 'results', name) };
}

function partLine({ part, id, unit, count }: (typeof PARTS)[number]): Line {
  return { id, group: 'parts', unit, work: { kind: 'job', job: 'part', args: { part, count } } };
}

function indicatorLines({ name, hasTheirs }: LinePlaces['indicators'][number]): readonly Line[] {
  const names = hasTheirs ? [name, `theirs ${name}`] : [name];
  return names.map((part) => ({
    ...{ id: part, group: 'indicators', unit: 'bar' },
    work: { kind: 'job', job: 'indicator', args: { part, count: INDICATOR_BARS } },
  }));
}

function writingLine(places: LinePlaces, part: 'figures' | 'files' | 'page'): Line {
  const id = { figures: 'figures', files: 'files without page', page: 'files with page' }[part];
  const args = { ...runArgs(places, places.bars, 'always-in'), part };
  return { id: `writing ${id}`, group: 'writing', unit: 'bar', work: { kind: 'job', job: 'writing', args } };
}

function loadingLine({ folder, largeBars }: LinePlaces, part: 'parse' | 'cache', format: DataFormat): Line {
  const id = part === 'cache' ? 'loading the cache' : `loading ${format}`;
  const args = { file: klinesPath(folder, largeBars, 'BTCUSDT', format), part };
  return { id, group: 'loading', unit: 'row', work: { kind: 'job', job: 'loading', args } };
}

function tinyBacktest({ folder }: LinePlaces): readonly string[] {
  const config = configPath({ folder, bars: TINY_BARS }, 'always-in');
  return ['backtest', config, '--out', join(folder, 'results', 'tiny')];
}
