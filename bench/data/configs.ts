// The configs of the runs. Every limit of the risk gate is set, far enough away that none is met: each check does all of its work
// at every plan and passes it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../app/package-root.ts';
import { BALANCE, FAST, QUANTITY, SLOW } from './always-in-terms.ts';
import { type BenchSymbol, fundingPath, klinesPath, SYMBOLS } from './make-data.ts';

export const ALL_CHECKS_ON = {
  leverageMax: 50,
  symbolLeverageMax: 50,
  orderNotionalMax: 1e9,
  positionNotionalMax: 1e9,
  netPositionNotionalMax: 1e9,
  openOrdersMax: 200,
  priceDeviationRatioMax: 0.9,
  orderRateMax: 100_000,
  accountOrderRateMax: 100_000,
  dailyLossMax: 1e9,
  dailyLossRatioMax: 0.99,
  drawdownRatioMax: 0.999,
  cooldownMs: 1,
} as const;

export interface ConfigPlace {
  readonly folder: string;
  readonly bars: number;
}

interface Run {
  readonly symbols: readonly BenchSymbol[];
  readonly strategies: readonly Readonly<Record<string, unknown>>[];
}

/** The strategy of the bare loop. */
const ALWAYS_IN = {
  id: 'always',
  file: join(packageRoot(), 'bench', 'strategies', 'always-in.ts'),
  markets: 'BTCUSDT',
  params: { fast: FAST, slow: SLOW, quantity: QUANTITY },
  risk: { requireStop: false },
};

const RUNS = {
  'always-in': { symbols: ['BTCUSDT'], strategies: [ALWAYS_IN] },
  'three-symbols': {
    symbols: SYMBOLS,
    strategies: SYMBOLS.map((symbol) => ({
      id: symbol.slice(0, 3).toLowerCase(),
      file: join(packageRoot(), 'bench', 'strategies', 'bracketed-turns.ts'),
      markets: symbol,
    })),
  },
  grid: {
    symbols: ['BTCUSDT'],
    strategies: [
      {
        id: 'grid',
        file: join(packageRoot(), 'strategies', 'grid.ts'),
        markets: 'BTCUSDT',
        // Twenty below and twenty above: forty rest whatever is held.
        params: { levels: 20, stepRatio: 0.002, quantity: QUANTITY, recenterRatio: 0.05 },
        risk: { requireStop: false },
      },
    ],
  },
} as const satisfies Record<string, Run>;
export type RunName = keyof typeof RUNS;
export const RUN_NAMES: readonly RunName[] = ['always-in', 'three-symbols', 'grid'];

export function configPath({ folder, bars }: ConfigPlace, name: RunName): string {
  return join(folder, String(bars), `${name}.yaml`);
}

/** Writes the config of a run beside its data; JSON is YAML. */
export async function writeConfig(place: ConfigPlace, name: RunName): Promise<void> {
  await writeFile(configPath(place, name), JSON.stringify(configOf(place, RUNS[name]), null, 2));
}

function configOf({ folder, bars }: ConfigPlace, { symbols, strategies }: Run): unknown {
  const markets = symbols.map((symbol): [string, unknown] => [
    symbol,
    { klines: klinesPath(folder, bars, symbol, '.csv.gz'), funding: fundingPath(folder, bars, symbol) },
  ]);
  return {
    name: 'bench',
    data: {
      markets: Object.fromEntries(markets),
      instruments: join(folder, 'instruments.json'),
      brackets: join(folder, 'leverage-brackets.json'),
    },
    account: { balance: BALANCE },
    risk: ALL_CHECKS_ON,
    results: { band: false, report: false },
    strategies,
  };
}
