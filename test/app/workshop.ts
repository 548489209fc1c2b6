// A folder in which a run is made as a user makes one: configuration, strategy and data are files, and the result is what
// lies in the folder of its files.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { BacktestHooks, BacktestResult } from '../../app/backtest-request.ts';
import { packageRoot } from '../../app/package-root.ts';
import { runBacktest } from '../../app/run-backtest.ts';
import { overrideOf, parseOverride } from '../../config/overrides.ts';

/** Whole runs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

/** Bundles of the strategies of tests are nobody's business outside the tests. */
process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'sluice-test-cache');

export const EXAMPLES = join(packageRoot(), 'config', 'examples');

/** What is the same for the same run: every file but timing.json. */
export const STABLE_FILES = [
  'summary.json',
  'trades.csv',
  'orders.csv',
  'fills.csv',
  'funding.csv',
  'refusals.csv',
  'equity.csv',
] as const;

export interface RunOptions {
  /** As `--set path=value`. */
  readonly set?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly signal?: BacktestHooks['signal'];
  readonly onProgress?: BacktestHooks['onProgress'];
}

export interface Logged {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Made extends BacktestResult {
  readonly logged: readonly Logged[];
  /** Contents of the stable files by name. */
  readonly files: Readonly<Record<(typeof STABLE_FILES)[number], string>>;
}

export interface Workshop {
  readonly folder: string;
  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  /** Makes the run of `run.yaml`. */
  run(options?: RunOptions): Promise<Made>;
  /** What the user is told when that run cannot be made. */
  problem(options?: RunOptions): Promise<string>;
}

/** A new folder with these files; `run.yaml` may be given as data. */
export function openWorkshop(
  config: string | object,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Workshop {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-app-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  write('run.yaml', typeof config === 'string' ? config : JSON.stringify(config, null, 2));
  for (const [name, content] of Object.entries(files)) write(name, content);
  let runs = 0;
  const run = async (options: RunOptions = {}): Promise<Made> => {
    runs += 1;
    return makeRunOf(join(folder, 'run.yaml'), join(folder, `out-${runs}`), options);
  };
  return {
    folder,
    write,
    run,
    async problem(options) {
      const error: unknown = await run(options).then(
        () => new Error('the run was made'),
        (reason: unknown) => reason,
      );
      // A bug has a stack that matters; what is expected has a sentence.
      if (!(error instanceof Error) || error.name === 'Error') throw error;
      return error.message.replaceAll(`${folder}/`, '');
    },
  };
}

/** Makes a run as the command line does. */
export async function makeRunOf(configPath: string, outFolder: string, options: RunOptions = {}): Promise<Made> {
  const { set = [], from, to, signal = { aborted: false }, onProgress = () => undefined } = options;
  const logged: Logged[] = [];
  const overrides = [
    ...set.map((assignment) => parseOverride(assignment)),
    ...(from === undefined ? [] : [overrideOf(`--from ${from}`, ['data', 'from'], from)]),
    ...(to === undefined ? [] : [overrideOf(`--to ${to}`, ['data', 'to'], to)]),
  ];
  const result = await runBacktest(
    { configPath, overrides, outFolder },
    {
      onProgress,
      signal,
      log: {
        write: (level, message, fields = {}) => {
          logged.push({ level, message, fields });
        },
      },
    },
  );
  const text = (name: string): string => readFileSync(join(outFolder, name), 'utf8');
  return {
    ...result,
    logged,
    files: {
      'summary.json': text('summary.json'),
      'trades.csv': text('trades.csv'),
      'orders.csv': text('orders.csv'),
      'fills.csv': text('fills.csv'),
      'funding.csv': text('funding.csv'),
      'refusals.csv': text('refusals.csv'),
      'equity.csv': text('equity.csv'),
    },
  };
}

/** A configuration on one week of synthetic 5m klines of BTCUSDT; `strategy.ts` beside it is its one strategy, `s1`. */
export function syntheticConfig(changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    data: {
      synthetic: {
        interval: '5m',
        from: '2025-01-01',
        to: '2025-01-08',
        symbols: { BTCUSDT: { priceStart: 60_000 } },
      },
      instruments: join(EXAMPLES, 'instruments.json'),
      brackets: join(EXAMPLES, 'leverage-brackets.json'),
    },
    account: { balance: 10_000, leverage: 5 },
    strategies: [{ id: 's1', file: 'strategy.ts', markets: 'BTCUSDT' }],
    ...changes,
  };
}

/** A strategy file: `body` is that of `run(context, params)`. */
export function strategyText(
  body: string,
  { params = 'z.object({})', extra = '', above = '' }: { params?: string; extra?: string; above?: string } = {},
): string {
  return [
    "import { EMPTY, filter, map, merge, mergeMap, of, scan, take, withLatestFrom } from 'rxjs';",
    "import { close, defineStrategy, keepOrders, open, place, reverse, sma, target, z } from 'sluice';",
    above,
    'export default defineStrategy({',
    `  name: 'tried', ${extra}`,
    `  params: ${params},`,
    '  run: (context, params) => {',
    body,
    '  },',
    '});',
  ].join('\n');
}

/** Rows of a CSV as records of texts. */
export function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(names.map((name, column) => [name, values[column] ?? '']));
  });
}
