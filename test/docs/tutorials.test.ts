// The tutorials, done as they say: each file they show is written down under the name it has there; strategies are run by
// their configs, tests by Node.
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runBacktest } from '../../app/run-backtest.ts';
import { runCommandLine } from '../../cli/program.ts';
import { createFakeWorld } from '../cli/fake-world.ts';

vi.setConfig({ testTimeout: 60_000 });
process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'sluice-test-cache');

const root = resolve(import.meta.dirname, '../..');
const PAGES = ['write-a-strategy.md', 'test-a-strategy.md'];
const files = new Map(PAGES.flatMap((page) => filesOn(readFileSync(join(root, 'docs', page), 'utf8'))));

/** Blocks of code whose first line is a comment with a file name, by that name. */
function filesOn(page: string): readonly (readonly [name: string, text: string])[] {
  const blocks = page.matchAll(/^```(?:ts|js|yaml)\n(?:\/\/|#) (\S+\.(?:ts|mjs|yaml))\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, name = '', text = '']) => [name, text]);
}

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-tutorial-')));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  // As where the package is installed: the checkout stands in for it.
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'sluice'), 'junction');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function backtest(config: string, ...words: readonly string[]) {
  const fake = createFakeWorld({ runBacktest });
  const out = join(folder, `${config}-out`);
  const code = await runCommandLine(['backtest', join(folder, config), '--out', out, '--json', ...words], fake.world);
  expect(`${fake.stderr()}${code}`).toBe('0');
  const trades = readFileSync(join(out, 'trades.csv'), 'utf8').trimEnd().split('\n').length - 1;
  return { summary: JSON.parse(fake.stdout()) as unknown, trades };
}

describe('write a strategy', () => {
  test('the first strategy runs by its config, and trades', async () => {
    const { summary, trades } = await backtest('first-dip.yaml', '--no-band');
    expect(summary).toMatchObject({ quarantined: [] });
    expect(trades).toBeGreaterThan(20);
  });

  test('the second runs in its place, and trades less', async () => {
    const config = readFileSync(join(folder, 'first-dip.yaml'), 'utf8');
    writeFileSync(join(folder, 'dip.yaml'), config.replace('first-dip.ts', 'dip.ts'));
    const { summary, trades } = await backtest('dip.yaml', '--no-band', '--set', 'strategies.dip.params.below=35');
    expect(summary).toMatchObject({ quarantined: [], refusals: {} });
    expect(trades).toBeGreaterThan(2);
  });
});

describe('test a strategy', () => {
  const tests = [...files.keys()].filter((name) => name.endsWith('.test.mjs'));

  test('shows a test of each kind', () => {
    expect(tests).toEqual([
      'cross.test.mjs',
      'klines.test.mjs',
      'said.test.mjs',
      'earned.test.mjs',
      'indicators.test.mjs',
    ]);
  });

  test('every test it shows passes with Node alone', async () => {
    const environment = { ...process.env, VITEST: '', NODE_TEST_CONTEXT: undefined };
    const words = ['--test', '--test-reporter=tap', ...tests];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder, env: environment }).catch(
      (failed: { readonly stdout: string }) => failed,
    );
    expect(stdout.match(/^not ok[\s\S]*?\.\.\.$/gm) ?? []).toEqual([]);
    expect(stdout).toContain('# pass 8');
  });
});

test.each([...PAGES, 'package.md'])('every page that %s points at is there', (page) => {
  const links = [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/\]\(([^)#:]+\.md)\)/g)].map(
    ([, to = '']) => to,
  );
  expect(links.filter((to) => !existsSync(join(root, 'docs', to)))).toEqual([]);
  expect(links.length).toBeGreaterThan(0);
});
