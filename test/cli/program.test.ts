import { describe, expect, it } from 'vitest';
import { UserError } from '../../app/user-error.ts';
import { DataFileError } from '../../backtest/data/data-file-error.ts';
import { runCommandLine } from '../../cli/program.ts';
import { ConfigError } from '../../config/complaint.ts';
import { StrategyFileError } from '../../engine/strategy/strategy-file-error.ts';
import { createFakeWorld } from './fake-world.ts';

const place = { text: 'run.yaml:3:1', line: 3, column: 1 };
const errorWithCode = Object.assign(new Error("EACCES: permission denied, mkdir '/results'"), {
  code: 'EACCES',
  syscall: 'mkdir',
  path: '/results',
});

describe('runCommandLine', () => {
  it('prints help on stdout and ends well', async () => {
    const fake = createFakeWorld();
    expect(await runCommandLine(['--help'], fake.world)).toBe(0);
    expect(fake.stdout()).toContain('backtest');
    expect(fake.stdout()).toContain('data');
    expect(fake.stdout()).toContain('demo');
    expect(fake.stderr()).toBe('');
  });

  it('names every option of a backtest in its help', async () => {
    const fake = createFakeWorld();
    expect(await runCommandLine(['backtest', '--help'], fake.world)).toBe(0);
    for (const option of ['--from', '--to', '--set', '--out', '--json', '--seed', '--no-band']) {
      expect(fake.stdout()).toContain(option);
    }
  });

  it('prints the version', async () => {
    const fake = createFakeWorld();
    expect(await runCommandLine(['--version'], fake.world)).toBe(0);
    expect(fake.stdout()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    { name: 'no command', words: [], text: 'Usage: sluice' },
    { name: 'an unknown command', words: ['backtset'], text: 'Did you mean backtest?' },
    { name: 'a missing config', words: ['backtest'], text: "missing required argument 'config'" },
    { name: 'an unknown option', words: ['backtest', 'run.yaml', '--seeds', '1'], text: 'Did you mean --seed?' },
    { name: 'an option without its value', words: ['backtest', 'run.yaml', '--from'], text: '--from <time>' },
    { name: 'too many arguments', words: ['backtest', 'a.yaml', 'b.yaml'], text: 'too many arguments' },
    { name: 'no files to check', words: ['data', 'check'], text: "missing required argument 'files'" },
    { name: 'an assignment that is none', words: ['backtest', 'run.yaml', '--set', 'seed'], text: '--set seed: ' },
  ])('ends with 2 on $name', async ({ words, text }) => {
    const fake = createFakeWorld();
    expect(await runCommandLine(words, fake.world)).toBe(2);
    expect(fake.stderr()).toContain(text);
    expect(fake.stdout()).toBe('');
  });

  it.each([
    { name: 'a failed run', error: new UserError('no klines between these times'), code: 1 },
    { name: 'a wrong request', error: new UserError('no such strategy', 2), code: 2 },
    { name: 'a wrong config', error: new ConfigError([{ place, sentence: 'sed: unknown key' }]), code: 2 },
    { name: 'a broken data file', error: new DataFileError('k.csv', 'has no open', 7), code: 1 },
    { name: 'a broken strategy file', error: new StrategyFileError('ma.ts', 'exports nothing'), code: 1 },
    { name: 'a folder that may not be written', error: errorWithCode, code: 1 },
  ])('tells of $name in its own words alone', async ({ error, code }) => {
    const fake = createFakeWorld({ runBacktest: () => Promise.reject(error) });
    expect(await runCommandLine(['backtest', 'run.yaml'], fake.world)).toBe(code);
    expect(fake.stderr()).toBe(`${error.message}\n`);
    expect(fake.stdout()).toBe('');
  });

  it('tells of a bug with its stack', async () => {
    const fake = createFakeWorld({ runBacktest: () => Promise.reject(new TypeError('x is not a function')) });
    expect(await runCommandLine(['backtest', 'run.yaml'], fake.world)).toBe(1);
    expect(fake.stderr()).toMatch(/^This is a bug in sluice:\nTypeError: x is not a function\n {4}at /);
  });
});
