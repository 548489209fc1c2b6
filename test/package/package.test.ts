// A stranger's first hour with the package: nothing of the checkout is in reach, there is no build step, and every command is
// one the documents name. The tests follow one another as the hour does.
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PAGE_FILE, RUN_FILES } from '../../backtest/report/write-run-files.ts';
import { type Installed, installPackage, root } from './installed.ts';

const tool = (path: string): string => join(root, 'node_modules', path);

let installed: Installed;
beforeAll(async () => {
  installed = await installPackage();
});
afterAll(() => installed.remove());

describe('the package', () => {
  const files = (): readonly string[] =>
    readdirSync(installed.packageFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(installed.packageFolder.length + 1));

  test('holds code, types, examples and documents, and nothing of our workshop', () => {
    const places = new Set(
      files().map((file) => (file.startsWith('dist/') ? file.split('/').slice(0, 2).join('/') : file)),
    );
    const expected = [
      'README.md',
      'CHANGELOG.md',
      'package.json',
      'docs/configuration.md',
      'config/examples/reference.yaml',
    ];
    expect([...places]).toEqual(expect.arrayContaining([...expected, 'strategies/grid.ts', 'dist/engine', 'dist/cli']));
    const strange = files().filter((file) =>
      /^(?:test|scripts|bench|dist\/bench|dist\/strategies)\/|\.map$|\.test\.|tsbuildinfo|fingerprint/.test(file),
    );
    expect(strange).toEqual([]);
    expect([...new Set(files().map((file) => file.split('/')[0] ?? ''))].toSorted()).toEqual([
      'CHANGELOG.md',
      'README.md',
      'config',
      'dist',
      'docs',
      'package.json',
      'strategies',
    ]);
  });

  test('has what its package.json points at', () => {
    const { bin, exports } = z
      .object({ bin: z.record(z.string(), z.string()), exports: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(join(installed.packageFolder, 'package.json'), 'utf8')));
    const doors = Object.values(exports).flatMap((door) =>
      typeof door === 'string'
        ? [door]
        : Object.entries(z.record(z.string(), z.string()).parse(door)).flatMap(([condition, path]) =>
            condition === 'sluice-source' ? [] : [path],
          ),
    );
    const missing = [...Object.values(bin), ...doors].filter(
      (path) => !existsSync(join(installed.packageFolder, path)),
    );
    expect(missing).toEqual([]);
    expect(doors).toHaveLength(5);
  });

  test('points at no file that is not there: no map, no source', () => {
    const pointing = files().filter((file) => {
      if (!/\.(?:js|d\.ts)$/.test(file)) return false;
      const text = readFileSync(join(installed.packageFolder, file), 'utf8');
      return /^\/\/# sourceMappingURL=/m.test(text) || /(?:from |import\()['"]\.[^'"]*\.ts['"]/.test(text);
    });
    expect(pointing).toEqual([]);
  });

  test('brings one copy of rxjs', async () => {
    const { stdout } = await installed.run('npm', 'ls', 'rxjs', '--all', '--parseable');
    expect(stdout.trim().split('\n')).toEqual([join(installed.folder, 'node_modules', 'rxjs')]);
  });
});

describe('a first strategy', () => {
  test('is written by sluice new', async () => {
    const { code, stdout, stderr } = await installed.sluice('new', 'strategy', 'my-cross');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Run it:    npx sluice backtest my-cross.yaml\n');
    expect(stdout).not.toContain('Note:');
  });

  test('passes its test with Node alone', async () => {
    const { code, stdout } = await installed.run(process.execPath, '--test', '--test-reporter=tap');
    expect(stdout).toContain('# pass 4');
    expect(code).toBe(0);
  });

  test('runs, and leaves every file of a result', async () => {
    const { code, stdout, stderr } = await installed.sluice(
      'backtest',
      'my-cross.yaml',
      '--to',
      '2025-04-01',
      '--out',
      'out',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('final equity');
    expect(readdirSync(join(installed.folder, 'out')).toSorted()).toEqual([...RUN_FILES, PAGE_FILE].toSorted());
  });

  test('is told which package it lacks where data is Parquet', async () => {
    writeFileSync(join(installed.folder, 'BTCUSDT-1m.parquet'), 'PAR1');
    const { code, stderr } = await installed.sluice('data', 'check', 'BTCUSDT-1m.parquet');
    expect({ code, stderr: stderr.trim() }).toEqual({
      code: 1,
      stderr:
        'BTCUSDT-1m.parquet: is Parquet, for which an optional package is needed: npm install @duckdb/node-api@1.5.5-r.5',
    });
  });

  test('is listed with its parameters beside the examples', async () => {
    const { code, stdout, stderr } = await installed.sluice('strategies');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^my-cross {2}\(my-cross\.ts\)$/m);
    expect(stdout).toContain('run: npx sluice backtest my-cross.yaml');
    expect(stdout).toMatch(/^grid {2}\(node_modules\/sluice\/strategies\/grid\.ts\)$/m);
    expect(stdout).toContain('run: npx sluice backtest node_modules/sluice/config/examples/grid-demo.yaml');
  });

  test('has an example to run beside it', async () => {
    const config = 'node_modules/sluice/config/examples/grid-demo.yaml';
    const { code, stderr } = await installed.sluice(
      'backtest',
      config,
      '--to',
      '2025-01-08',
      '--out',
      'grid',
      '--no-band',
    );
    expect({ code, stderr: stderr.includes('UNPROTECTED BY CHOICE') }).toEqual({ code: 0, stderr: true });
  });
});

/** A strategy over several files, a package of the stranger's, rxjs and all of the context. */
const STRATEGY = `import { filter, map, withLatestFrom } from 'rxjs';
import { defineStrategy, open, z } from 'sluice';
import { half } from 'tiny-package';
import { isRound } from './helper.ts';

export default defineStrategy({
  name: 'over-files',
  params: z.object({ notional: z.number().positive().default(1000) }),
  run: (context, params) =>
    context.klines('1h', { warmup: 3 }).pipe(
      withLatestFrom(context.position$),
      filter(([kline, position]) => isRound(kline.closeTime) && position.quantity.isZero()),
      map(([kline]) => {
        context.log('round', { price: kline.close });
        return open({ side: 'long', notional: params.notional * half, stop: { ratio: 0.01 } });
      }),
    ),
});
`;

describe('a strategy of several files and packages', () => {
  beforeAll(() => {
    installed.write('several/strategy.ts', STRATEGY);
    installed.write(
      'several/helper.ts',
      'export const isRound = (time: number): boolean => time % 14_400_000 === 0;\n',
    );
    installed.write(
      'node_modules/tiny-package/package.json',
      '{ "name": "tiny-package", "main": "index.js", "types": "index.d.ts" }',
    );
    installed.write('node_modules/tiny-package/index.js', 'exports.half = 0.5;\n');
    installed.write('node_modules/tiny-package/index.d.ts', 'export declare const half: number;\n');
    const config = readFileSync(join(installed.folder, 'my-cross.yaml'), 'utf8');
    installed.write(
      'several.yaml',
      config
        .replace('file: my-cross.ts', 'file: several/strategy.ts')
        .replace(/params: .*/, 'params: { notional: 500 }')
        .replace('to: 2026-01-01', 'to: 2025-01-15'),
    );
  });

  test('runs', async () => {
    const { code, stdout } = await installed.sluice('backtest', 'several.yaml', '--out', 'several-out', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ quarantined: [], refusals: {} });
    expect(readFileSync(join(installed.folder, 'several-out/trades.csv'), 'utf8').split('\n').length).toBeGreaterThan(
      3,
    );
  });

  test('is told of by file and line when it is wrong', async () => {
    installed.write(
      'wrong.mjs',
      "import { defineStrategy } from 'sluice';\nimport { nothing } from './nowhere.js';\nexport default nothing;\n",
    );
    const config = readFileSync(join(installed.folder, 'several.yaml'), 'utf8');
    installed.write('wrong.yaml', config.replace('several/strategy.ts', 'wrong.mjs'));
    const { code, stderr } = await installed.sluice('backtest', 'wrong.yaml');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/wrong\.mjs:2:25: Could not resolve "\.\/nowhere\.js"\n$/),
    });
  });
});

/** What an editor has to complete, and what it has to mark. */
const TYPED = `import { map, type Observable } from 'rxjs';
import { defineStrategy, open, type Kline, type StrategyContext, z } from 'sluice';
import { backtestKlines, marble, runStrategy, stepThrough, type StrategyRun } from 'sluice/testing';
import { sma } from 'sluice';

const strategy = defineStrategy({
  name: 'typed',
  markets: ['base', 'hedge'],
  params: z.object({ size: z.number().default(1) }),
  run: (context, params) => {
    const size: number = params.size;
    const klines$: Observable<Kline> = context.markets.hedge.klines('1h');
    // @ts-expect-error there is no such role
    context.markets.other;
    // @ts-expect-error there is no such interval
    context.klines('7m');
    // @ts-expect-error sizing by risk needs a stop
    open({ market: 'base', side: 'long', riskRatio: 0.01 });
    // @ts-expect-error the params have no such member
    params.sise;
    return klines$.pipe(map(() => open({ market: 'base', side: 'long', quantity: size })));
  },
});

export const later = (context: StrategyContext): number => context.clock.now();
export const run: Promise<StrategyRun> = runStrategy(strategy, {
  markets: { base: { klines: [1, 2] }, hedge: { klines: [1, [1, 2, 1, 2]] } },
});
export const result = async (): Promise<number | undefined> =>
  (await backtestKlines(strategy, { klines: [1], exchange: { latencyMs: 5 } })).trades[0]?.result;
export const averages: readonly (number | undefined)[] = stepThrough(sma(2), marble('ab', { a: 1, b: 2 }));
// @ts-expect-error a kline is no text
runStrategy(strategy, { klines: ['1'] });
`;

describe('types', () => {
  const STRICTER = { exactOptionalPropertyTypes: true, skipLibCheck: false };
  const NODENEXT = { module: 'nodenext', moduleResolution: 'nodenext' };

  test.each([
    ['bundler, as the tsconfig.json of sluice new has it', {}],
    ['nodenext', NODENEXT],
  ])('are complete and bite, with module resolution %s', async (_name, options) => {
    const files = ['typed.ts', 'my-cross.ts', 'several/strategy.ts'];
    const compilerOptions = { ...STRICTER, ...options };
    installed.write('package.json', '{ "name": "stranger", "private": true, "type": "module" }');
    installed.write('typed.ts', TYPED);
    installed.write('tsconfig.stricter.json', JSON.stringify({ extends: './tsconfig.json', compilerOptions, files }));
    const checked = await installed.run(process.execPath, tool('typescript/bin/tsc'), '-p', 'tsconfig.stricter.json');
    expect(checked).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

test('the same test passes under vitest', async () => {
  symlinkSync(tool('vitest'), join(installed.folder, 'node_modules', 'vitest'), 'junction');
  const { code, stdout } = await installed.run(
    process.execPath,
    tool('vitest/vitest.mjs'),
    'run',
    'my-cross',
    '--reporter=json',
  );
  expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: 4, numFailedTests: 0 });
  expect(code).toBe(0);
});
