import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportShell } from '../../app/report-shell.ts';
import { buildSummary } from '../../backtest/report/summary.ts';
import { writeRunFiles } from '../../backtest/report/write-run-files.ts';
import { runCommandLine } from '../../cli/program.ts';
import { pricesOf } from '../backtest/report/page/prices.ts';
import { outcome, TIMING } from '../backtest/report/run.ts';
import { createFakeWorld } from './fake-world.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-cli-report-'));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function writeRun(label: string): Promise<string> {
  const run = outcome({ prices: [pricesOf([50_000, 51_000])] });
  const summary = buildSummary(run);
  await writeRunFiles(join(root, label), {
    outcome: run,
    summary,
    timing: TIMING,
    settings: '{}\n',
    shell: reportShell(),
  });
  return join(root, label);
}

describe('sluice report', () => {
  it('makes the page again, the same bytes', async () => {
    const folder = await writeRun('one');
    const page = join(folder, 'report.html');
    const before = await readFile(page, 'utf8');
    await writeFile(page, '');
    const fake = createFakeWorld();
    expect(await runCommandLine(['report', folder], fake.world)).toBe(0);
    expect(fake.stdout()).toBe(`report in ${page}\n`);
    expect(await readFile(page, 'utf8')).toBe(before);
    expect(fake.opened).toEqual([]);
  });

  it('puts it where it is wanted and opens it', async () => {
    const folder = await writeRun('one');
    const page = join(root, 'new', 'page.html');
    const fake = createFakeWorld();
    expect(await runCommandLine(['report', folder, '--out', page, '--open'], fake.world)).toBe(0);
    expect(fake.opened).toEqual([page]);
    expect(await readFile(page, 'utf8')).toContain('<!doctype html>');
  });

  it('answers a folder that is no run with a sentence', async () => {
    const fake = createFakeWorld();
    expect(await runCommandLine(['report', root], fake.world)).toBe(1);
    expect(fake.stderr()).toBe(`${root}: is not the folder of a run, it has no summary.json\n`);
  });
});

describe('sluice compare', () => {
  it('prints the figures side by side and writes a page', async () => {
    const [one, two] = [await writeRun('one'), await writeRun('two')];
    const page = join(root, 'both.html');
    const fake = createFakeWorld();
    expect(await runCommandLine(['compare', one, two, '--out', page, '--open'], fake.world)).toBe(0);
    expect(fake.stdout()).toMatch(/│ +│ +one │ +two │/);
    expect(fake.stdout().endsWith(`\n\ncomparison in ${page}\n`)).toBe(true);
    expect(fake.opened).toEqual([page]);
    expect(await readFile(page, 'utf8')).toContain('<!doctype html>');
  });

  it('needs two runs that are not the same one', async () => {
    const one = await writeRun('one');
    const alone = createFakeWorld();
    expect(await runCommandLine(['compare', one], alone.world)).toBe(2);
    expect(alone.stderr()).toBe('sluice compare needs the folders of two runs or more\n');
    const twice = createFakeWorld();
    expect(await runCommandLine(['compare', one, `${one}/`], twice.world)).toBe(2);
    expect(twice.stderr()).toBe(`${one}/: is named twice\n`);
  });

  it('names the folder that cannot be read', async () => {
    const one = await writeRun('one');
    const fake = createFakeWorld();
    expect(await runCommandLine(['compare', one, join(root, 'none')], fake.world)).toBe(1);
    expect(fake.stderr()).toBe(`${join(root, 'none')}: no such folder\n`);
    expect(fake.stdout()).toBe('');
  });
});
