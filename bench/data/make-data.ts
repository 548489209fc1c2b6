// The recordings the bench runs on: markets made up from one seed and written as files, as a user's own would lie there.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../app/package-root.ts';
import { csvOf, type Series } from '../../backtest/data/store/series.ts';
import { type DataFormat, writeDataFile } from '../../backtest/data/write-data-file.ts';
import { generateMarkets } from '../../backtest/synthetic/generate-market.ts';
import { TICK } from './always-in-terms.ts';

/** In config order. The first is the market of every line that has one. */
export const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'] as const;
export type BenchSymbol = (typeof SYMBOLS)[number];

const PRICE_START = 60_000;
const SEED = 1;
const FROM = Date.UTC(2020, 0, 1);
/** Trades enough in each minute for every order of the bench, as in a large market. */
const TURNOVER_PER_DAY = 1e10;

export interface DataWanted {
  readonly folder: string;
  readonly bars: number;
  readonly symbols: readonly BenchSymbol[];
  /** Each of the klines; funding is CSV. */
  readonly formats: readonly DataFormat[];
}

/** Where the klines of a data set lie. */
export function klinesPath(folder: string, bars: number, symbol: BenchSymbol, format: DataFormat): string {
  return join(folder, String(bars), `${symbol}-1m${format}`);
}

export function fundingPath(folder: string, bars: number, symbol: BenchSymbol): string {
  return join(folder, String(bars), `${symbol}-fundingRate.csv`);
}

/** Writes what is not there yet; what is there was made from the same seed. */
export async function makeData({ folder, bars, symbols, formats }: DataWanted): Promise<void> {
  const wanted = symbols.flatMap((symbol) => formats.map((format) => klinesPath(folder, bars, symbol, format)));
  if ((await Promise.all(wanted.map(exists))).every(Boolean)) return;
  const markets = generateMarkets({
    ...{ seed: SEED, interval: '1m', from: FROM, bars, correlation: 0.5 },
    // A kline without a trade fills nothing, which the bare loop does not know.
    zeroVolumeRatio: 0,
    symbols: symbols.map((symbol) => ({
      ...{ symbol, priceStart: PRICE_START, tickSize: TICK, quantityStep: '0.001', turnoverPerDay: TURNOVER_PER_DAY },
      volatilityPerDayRatio: 0.02,
    })),
  });
  for (const [index, { klines, funding }] of markets.entries()) {
    const symbol = symbols[index];
    if (symbol === undefined) throw new Error('a market that nobody asked for');
    const series: Series = { kind: 'klines', columns: klines };
    for (const format of formats) await writeDataFile(klinesPath(folder, bars, symbol, format), csvOf(series));
    await writeDataFile(fundingPath(folder, bars, symbol), csvOf({ kind: 'funding', columns: funding }));
  }
}

/** Writes the examples' rules of BTCUSDT for every symbol of the bench. */
export async function makeRules(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const examples = join(packageRoot(), 'config', 'examples');
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(examples, file), 'utf8'));
  const { symbols } = instrumentsSchema.parse(await read('instruments.json'));
  const brackets = rulesSchema.parse(await read('leverage-brackets.json'));
  await writeFile(join(folder, 'instruments.json'), JSON.stringify({ symbols: forAll(symbols) }));
  await writeFile(join(folder, 'leverage-brackets.json'), JSON.stringify(forAll(brackets)));
}

const rulesSchema = z.array(z.looseObject({ symbol: z.string() }));
const instrumentsSchema = z.object({ symbols: rulesSchema });
type Rules = z.output<typeof rulesSchema>;

function forAll(rules: Rules): Rules {
  const own = rules.find(({ symbol }) => symbol === SYMBOLS[0]);
  return SYMBOLS.map((symbol) => ({ ...own, symbol }));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
