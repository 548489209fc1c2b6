// `sluice data synth`: made-up markets as files, with the rules they are traded by, ready to be named in a config.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../app/package-root.ts';
import { UserError } from '../../app/user-error.ts';
import { readInstruments } from '../../backtest/data/instruments-file.ts';
import { ruleAt } from '../../backtest/data/dated-rules.ts';
import { csvOf, keyOf, placeOf, type Series } from '../../backtest/data/store/series.ts';
import { writeDataFile } from '../../backtest/data/write-data-file.ts';
import { countShown } from '../../backtest/report/human-text.ts';
import { makeFolder } from '../../backtest/report/make-folder.ts';
import { countBars } from '../../backtest/synthetic/count-bars.ts';
import { generateMarkets, type SyntheticMarket } from '../../backtest/synthetic/generate-market.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { World } from '../world.ts';
import { dataFolder } from './data-folder.ts';
import { intervalOption, timeOption } from './data-options.ts';

export interface DataSynthOptions {
  readonly into?: string;
  readonly symbols: string;
  readonly interval: string;
  readonly from: string;
  readonly to: string;
  readonly seed: string;
  readonly correlation: string;
  readonly format: 'csv' | 'csv.gz' | 'parquet';
}

/** Rules the project ships for its own examples. */
const RULES = ['instruments.json', 'leverage-brackets.json'] as const;

/** Writes the files and says how a config names them; rejects with a UserError where an option makes no market. */
export async function dataSynthCommand(options: DataSynthOptions, world: World): Promise<ExitCode> {
  const folder = dataFolder(options.into, world);
  const examples = join(packageRoot(), 'config', 'examples');
  const markets = await makeMarkets(options, join(examples, RULES[0]));
  await makeFolder(folder);
  const config: string[] = ['data:', '  markets:'];
  for (const market of markets) {
    const paths = [];
    for (const series of seriesOf(market)) {
      const path = `${placeOf(folder, keyOf(series))}.${options.format}`;
      await writeDataFile(path, csvOf(series));
      world.stdout.write(`${path}: ${countShown(series.columns.length)} rows\n`);
      paths.push(`${series.kind}: ${path}`);
    }
    config.push(`    ${market.klines.symbol}: { ${paths.join(', ')} }`);
  }
  for (const rules of RULES) await copyFile(join(examples, rules), join(folder, rules));
  config.push(`  instruments: ${join(folder, RULES[0])}`, `  brackets: ${join(folder, RULES[1])}`);
  world.stdout.write(`\nin a config beside the folder:\n\n${config.join('\n')}\n`);
  return EXIT.done;
}

async function makeMarkets(options: DataSynthOptions, instrumentsFile: string): Promise<readonly SyntheticMarket[]> {
  const interval = intervalOption('--interval', options.interval);
  const from = timeOption('--from', options.from);
  const to = timeOption('--to', options.to);
  const prices = symbolsOf(options.symbols);
  const bars = countBars(interval, from, to);
  if (bars < 1)
    throw new UserError(`--to ${options.to}: allowed is a time at which the first ${interval} kline is over`, 2);
  const instruments = await readInstruments(instrumentsFile, [...prices.keys()]);
  try {
    return generateMarkets({
      seed: numberOption('--seed', options.seed),
      interval,
      from,
      bars,
      correlation: numberOption('--correlation', options.correlation),
      symbols: [...prices].map(([symbol, priceStart]) => {
        const rules = instruments.get(symbol);
        if (rules === undefined) throw new Error(`${symbol} has no instrument rules`);
        const { priceTick, lot } = ruleAt(rules, from);
        return { symbol, priceStart, tickSize: priceTick, quantityStep: lot.quantityStep };
      }),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(`no market can be made: ${error.message}`, 2);
  }
}

/** `BTCUSDT=60000,ETHUSDT=3000` */
function symbolsOf(text: string): ReadonlyMap<string, number> {
  const prices = new Map<string, number>();
  for (const entry of text.split(',')) {
    const [, symbol = '', price] = /^([A-Z0-9]+)=(\d+(?:\.\d+)?)$/.exec(entry.trim()) ?? [];
    if (price === undefined || prices.has(symbol)) {
      throw new UserError(
        `--symbols ${text}: allowed is a list such as BTCUSDT=60000,ETHUSDT=3000, no symbol twice`,
        2,
      );
    }
    prices.set(symbol, Number(price));
  }
  return prices;
}

function numberOption(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new UserError(`${option} ${text}: a number is needed`, 2);
}

function seriesOf({ klines, mark, funding }: SyntheticMarket): readonly Series[] {
  return [
    { kind: 'klines', columns: klines },
    { kind: 'mark', columns: mark },
    { kind: 'funding', columns: funding },
  ];
}
