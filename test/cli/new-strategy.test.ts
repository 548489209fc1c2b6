// A new strategy runs, passes its test and is typed the moment it is written; and nothing is ever written over.
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runBacktest } from '../../app/run-backtest.ts';
import { runCommandLine } from '../../cli/program.ts';
import { createFakeWorld } from './fake-world.ts';

vi.setConfig({ testTimeout: 60_000 });
process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'sluice-test-cache');

const root = resolve(import.meta.dirname, '../..');

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-new-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function writeNew(name: string, dir = folder) {
  const fake = createFakeWorld();
  const code = await runCommandLine(['new', 'strategy', name, '--dir', dir], fake.world);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
}

/** As where the package is installed: the checkout stands in for it. */
function install(): void {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'sluice'), 'junction');
}

describe('sluice new strategy', () => {
  test('writes a strategy, a config and a test, and says what to do next in three lines', async () => {
    install();
    const { code, stdout } = await writeNew('mean-reversion');
    expect(code).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual([
      'mean-reversion.test.mjs',
      'mean-reversion.ts',
      'mean-reversion.yaml',
      'node_modules',
      'tsconfig.json',
    ]);
    const next = stdout.split('\n\n')[1]?.trimEnd().split('\n') ?? [];
    expect(next.map((line) => line.split(':')[0])).toEqual(['Run it', 'Test it', 'Change it']);
    expect(stdout).not.toContain('Note:');
  });

  test('writes a run that is made at once, and trades', async () => {
    install();
    await writeNew('mean-reversion');
    const fake = createFakeWorld({ runBacktest });
    const config = join(folder, 'mean-reversion.yaml');
    const words = ['backtest', config, '--to', '2025-03-01', '--out', join(folder, 'out'), '--json'];
    expect(await runCommandLine(words, fake.world)).toBe(0);
    expect(JSON.parse(fake.stdout())).toMatchObject({ quarantined: [], refusals: {} });
    expect(readFileSync(join(folder, 'out', 'trades.csv'), 'utf8').split('\n').length).toBeGreaterThan(5);
  });

  test('writes a test that passes with Node alone', async () => {
    install();
    await writeNew('mean-reversion');
    const { stdout } = await promisify(execFile)(process.execPath, ['--test', '--test-reporter=tap'], {
      cwd: folder,
      env: { ...process.env, VITEST: '', NODE_TEST_CONTEXT: undefined },
    });
    expect(stdout).toContain('# pass 4');
    expect(stdout).toContain('# fail 0');
  });

  test('names the rules by their way from the folder', async () => {
    install();
    await writeNew('deep', join(folder, 'my', 'strategies'));
    const config = readFileSync(join(folder, 'my/strategies/deep.yaml'), 'utf8');
    expect(config).toContain('instruments: ../../node_modules/sluice/config/examples/instruments.json');
  });

  test('writes a tsconfig.json only where there is none on the way up', async () => {
    writeFileSync(join(folder, 'tsconfig.json'), '{}');
    await writeNew('deep', join(folder, 'strategies'));
    expect(existsSync(join(folder, 'strategies', 'tsconfig.json'))).toBe(false);
    expect(readFileSync(join(folder, 'tsconfig.json'), 'utf8')).toBe('{}');
  });

  test('says so where the package is not installed', async () => {
    expect((await writeNew('lonely')).stdout).toContain('Note: "sluice" is not installed in this folder or above it');
  });

  test('writes nothing at all where one of the files is there', async () => {
    writeFileSync(join(folder, 'mine.yaml'), 'precious');
    const { code, stderr } = await writeNew('mine');
    expect(code).toBe(1);
    expect(stderr).toMatch(/mine\.yaml is there already; nothing was written\n$/);
    expect(readdirSync(folder)).toEqual(['mine.yaml']);
  });

  test.each([
    ['MeanReversion', ', as in mean-reversion'],
    ['my strategy!', ', as in my-strategy'],
    ['../escape', ', as in escape'],
    ['1st', ', as in st'],
    ['double--dash', ', as in double-dash'],
    ['x'.repeat(51), `, as in ${'x'.repeat(50)}`],
    ['::', ''],
  ])('refuses the name %s', async (name, hint) => {
    const { code, stderr } = await writeNew(name);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `"${name}" cannot be the name of a strategy: allowed are up to 50 of a-z, 0-9 and single dashes between them, a letter first${hint}\n`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
