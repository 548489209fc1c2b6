// `sluice check-strategy` as a user types it: what it takes, what it answers, how it ends.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';
import type { CheckResult } from '../../backtest/check-strategy/check-result.ts';
import { openBench, speak } from '../backtest/check-strategy/bench.ts';
import { createFakeWorld } from './fake-world.ts';

const QUICK = ['--cuts', '2', '--starts', '0'];
const GRID = join(packageRoot(), 'strategies', 'grid.ts');

describe('sluice check-strategy', () => {
  test('checks a strategy file on klines of one market, with its parameters', async () => {
    const { folder } = openBench();
    const words = [
      'check-strategy',
      GRID,
      '--data',
      join(folder, 'BTCUSDT-5m.csv'),
      '--param',
      'interval=5m',
      ...QUICK,
    ];
    const { exitCode, stdout, stderr } = await speak(createFakeWorld(), folder, words);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^1,440 klines 5m of BTCUSDT, 2025-01-01 00:00 → 2025-01-06 00:00 UTC\n\ngrid {2}.*LAW HOLDS\n/,
    );
    expect(stdout).toMatch(
      /^ {2}cuts {11}2 \(2 at intents, seed 1\), data ending and going otherwise: the same up to each$/m,
    );
  });

  test('checks the strategies of a config, each by itself', async () => {
    const { folder, write } = openBench();
    const strategy = join(packageRoot(), 'test', 'backtest', 'check-strategy', 'fixtures');
    const config = write(
      'two.yaml',
      JSON.stringify({
        data: {
          synthetic: { interval: '5m', from: '2025-01-01', to: '2025-01-04', symbols: { BTCUSDT: {}, ETHUSDT: {} } },
          instruments: join(packageRoot(), 'config', 'examples', 'instruments.json'),
          brackets: 'none',
        },
        strategies: [
          { id: 'good', file: join(strategy, 'calendar.ts'), markets: 'BTCUSDT' },
          { id: 'bad', file: join(strategy, 'dice.ts'), markets: 'ETHUSDT' },
        ],
      }),
    );
    const said = await speak(createFakeWorld(), folder, ['check-strategy', config, ...QUICK, '--json', '--seed', '7']);
    const result = JSON.parse(said.stdout) as CheckResult;
    expect([said.exitCode, result.passed, result.seed]).toEqual([1, false, 7]);
    expect(result.strategies.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['good', 'holds'],
      ['bad', 'broken'],
    ]);
  });

  test('says the same for the same seed', async () => {
    const bench = openBench();
    const [one, other] = [await bench.check('calendar', '--json'), await bench.check('calendar', '--json')];
    expect(one.stdout).toBe(other.stdout);
  });

  test('ends at Ctrl-C with 130 and what is known so far', async () => {
    const { folder } = openBench();
    const fake = createFakeWorld();
    const words = ['check-strategy', GRID, '--data', join(folder, 'BTCUSDT-5m.csv')];
    const ended = speak(fake, folder, words);
    while (fake.interruptHandlers() === 0) await new Promise((resolve) => setImmediate(resolve));
    fake.pressInterrupt();
    const { exitCode, stdout, stderr } = await ended;
    expect([exitCode, stderr]).toEqual([130, 'ending with what is known so far; Ctrl-C again ends at once\n']);
    expect(stdout).toMatch(/ {2}NOT PROVED\n/);
    expect(stdout).toContain('INTERRUPTED: what was not looked at is not said');
    expect(stdout).not.toContain('run again');
    expect(fake.interruptHandlers()).toBe(0);
  });

  test.each<readonly [string, readonly string[], string]>([
    ['a strategy file without data', [GRID], 'a strategy file is checked on klines: --data <files>, or give a config'],
    ['a file that is not there', ['nope.ts', '--data', 'x.csv'], 'nope.ts: no such file'],
    ['data that is not there', [GRID, '--data', 'nope-1h.csv'], '--data nope-1h.csv: no such file'],
    ['a file of another kind', ['package.json.md'], 'package.json.md: no such file'],
    [
      'what is no number of cuts',
      [GRID, '--data', 'KLINES', '--cuts', 'x'],
      '--cuts: found x, allowed: a whole number from 1',
    ],
    ['no cut at all', [GRID, '--data', 'KLINES', '--cuts', '0'], '--cuts: found 0, allowed: a whole number from 1'],
    ['a misspelt parameter', [GRID, '--data', 'KLINES', '--param', 'levls=3'], 'did you mean levels?'],
    ['a parameter without a value', [GRID, '--data', 'KLINES', '--param', 'levels'], 'allowed: name=value'],
    [
      'a symbol without rules',
      [GRID, '--data', 'KLINES', '--symbol', 'XYZUSDT'],
      'XYZUSDT: the examples have no trading rules',
    ],
    [
      'data beside a config',
      [join(packageRoot(), 'config/examples/demo.yaml'), '--data', 'x'],
      '--data goes with a strategy file',
    ],
    [
      'a strategy of two markets',
      [join(packageRoot(), 'strategies', 'pair.ts'), '--data', 'KLINES'],
      '"pair" has no symbol for base, hedge',
    ],
  ])('refuses %s in one sentence, with 2', async (_, words, sentence) => {
    const { folder } = openBench(1);
    const typed = words.map((word) => word.replace('KLINES', join(folder, 'BTCUSDT-5m.csv')));
    const { exitCode, stdout, stderr } = await speak(createFakeWorld(), folder, ['check-strategy', ...typed]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('fails with 1 and the place where the strategy cannot be run', async () => {
    const { folder, write } = openBench(1);
    const file = write(
      'broken.ts',
      "import { open } from 'sluice';\nthrow new Error('no luck');\nexport default open;",
    );
    const words = ['check-strategy', file, '--data', join(folder, 'BTCUSDT-5m.csv')];
    const { exitCode, stderr } = await speak(createFakeWorld(), folder, words);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^broken\.ts:2:\d+: threw while it was loaded: Error: no luck\n$/);
  });
});
