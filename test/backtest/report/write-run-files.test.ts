import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildSummary } from '../../../backtest/report/summary.ts';
import { PAGE_FILE, RUN_FILES, writeRunFiles } from '../../../backtest/report/write-run-files.ts';
import { fill, outcome, TIMING } from './run.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-report-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const SHELL = '<title>run</title><script id="model" type="application/octet-stream"></script>';
const ALL_FILES = [...RUN_FILES, PAGE_FILE];

const resultOf = (changes: Parameters<typeof outcome>[0] = {}) => {
  const run = outcome(changes);
  return { outcome: run, summary: buildSummary(run), timing: TIMING, settings: '{}\n', shell: SHELL };
};

const contentsOf = async (path: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(path)).toSorted().map(async (file) => [file, await readFile(join(path, file), 'utf8')] as const),
    ),
  );

describe('writeRunFiles', () => {
  it('makes the folder and leaves the result files in it, and nothing else', async () => {
    const path = join(folder, 'a', 'b');
    await writeRunFiles(path, resultOf());
    expect(await readdir(path)).toEqual(ALL_FILES.toSorted());
    expect(JSON.parse(await readFile(join(path, 'summary.json'), 'utf8'))).toMatchObject({ name: 'ma-cross' });
    expect(JSON.parse(await readFile(join(path, 'timing.json'), 'utf8'))).toEqual({ ...TIMING });
    expect(await readFile(join(path, 'trades.csv'), 'utf8')).toContain('slu-ma1-1-1,');
  });

  it('writes the same bytes for the same run', async () => {
    await writeRunFiles(join(folder, 'one'), resultOf());
    await writeRunFiles(join(folder, 'two'), resultOf());
    expect(await contentsOf(join(folder, 'one'))).toEqual(await contentsOf(join(folder, 'two')));
  });

  it('replaces an older result', async () => {
    await writeRunFiles(folder, resultOf());
    await writeRunFiles(folder, resultOf({ name: 'second', trades: [] }));
    expect(await readdir(folder)).toHaveLength(ALL_FILES.length);
    expect(await readFile(join(folder, 'trades.csv'), 'utf8')).not.toContain('slu-ma1-1-1,');
  });

  it('leaves the page out where none is wanted, that of an older run too', async () => {
    await writeRunFiles(folder, resultOf());
    await writeRunFiles(folder, { ...resultOf(), shell: null });
    expect(await readdir(folder)).toEqual([...RUN_FILES].toSorted());
  });

  it('leaves an older result whole and no unfinished file behind when a file cannot be made', async () => {
    await writeRunFiles(folder, resultOf());
    const before = await contentsOf(folder);
    const broken = fill();
    Object.defineProperty(broken, 'price', {
      get: () => {
        throw new Error('no price');
      },
    });
    await expect(writeRunFiles(folder, resultOf({ name: 'second', fills: [broken] }))).rejects.toThrow('no price');
    expect(await contentsOf(folder)).toEqual(before);
  });

  it('refuses a folder that is a file', async () => {
    const path = join(folder, 'taken');
    await writeFile(path, '');
    await expect(writeRunFiles(path, resultOf())).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});
