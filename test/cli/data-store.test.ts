import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../config/load-config.ts';
import { runCommandLine } from '../../cli/program.ts';
import { scratchFolder } from '../backtest/data/scratch-folder.ts';
import { createFakeWorld } from './fake-world.ts';

const START = Date.UTC(2025, 0, 1);
const MINUTE_MS = 60_000;

/** Lines of one-minute klines whose close is the minute's number past 100. */
function lines(minutes: readonly number[], close = 100): string {
  return minutes
    .map((minute) => {
      const open = START + minute * MINUTE_MS;
      return `${open},100,${close + 900},50,${close + (minute % 50)},5,${open + MINUTE_MS - 1},0,0,0,0,0\n`;
    })
    .join('');
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Runs `sluice data …` with a cache of its own. */
async function data(...words: readonly string[]) {
  const fake = createFakeWorld({ environment: { XDG_CACHE_HOME: scratchFolder() } });
  const exitCode = await runCommandLine(['data', ...words], fake.world);
  return { exitCode, stdout: fake.stdout(), stderr: fake.stderr() };
}

describe('sluice data import', () => {
  test('makes one file a series of many, in any order, that overlap', async () => {
    const folder = scratchFolder({
      'BTCUSDT-1m-2.csv.gz': gzipSync(lines(range(4, 10))),
      'BTCUSDT-1m-1.csv': lines(range(0, 6)),
      'ETHUSDT-1m.csv': lines(range(0, 3)),
      'BTCUSDT-1m-mark.csv': lines(range(0, 3)),
      'BTCUSDT-fundingRate.csv': `calc_time,funding_interval_hours,last_funding_rate\n${START},8,0.0001\n`,
    });
    const store = join(folder, 'store');
    const { exitCode, stdout } = await data('import', join(folder, '*.csv.gz'), join(folder, '*.csv'), '--into', store);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('BTCUSDT-1m-1.csv: BTCUSDT 1m klines, 4 new, 2 known;');
    expect(new Set(readdirSync(store, { recursive: true, encoding: 'utf8' }))).toEqual(
      new Set([
        'funding',
        'funding/BTCUSDT-fundingRate.csv.gz',
        'klines',
        'klines/BTCUSDT-1m.csv.gz',
        'klines/ETHUSDT-1m.csv.gz',
        'mark',
        'mark/BTCUSDT-1m-mark.csv.gz',
      ]),
    );
    const list = await data('list', store);
    expect(list.stdout).toMatch(/BTCUSDT 1m klines +10 +2025-01-01T00:00:00Z +2025-01-01T00:10:00Z +nothing found/);
    expect(list.stdout).toMatch(/BTCUSDT 1m mark klines +3/);
    expect(list.stdout).toMatch(/BTCUSDT funding +1/);
  });

  test('adds to what the folder has, in the format it has', async () => {
    const folder = scratchFolder({ 'BTCUSDT-a.csv': lines(range(0, 5)), 'BTCUSDT-b.csv': lines(range(5, 8)) });
    const store = join(folder, 'store');
    await data('import', join(folder, 'BTCUSDT-a.csv'), '--into', store, '--format', 'csv');
    const { stdout } = await data('import', join(folder, 'BTCUSDT-b.csv'), '--into', store);
    expect(stdout).toContain(`3 new; ${join(store, 'klines', 'BTCUSDT-1m.csv')} has 8 rows`);
    const [, ...rows] = readFileSync(join(store, 'klines', 'BTCUSDT-1m.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(rows.map((row) => Number(row.split(',')[0]))).toEqual(
      range(0, 8).map((minute) => START + minute * MINUTE_MS),
    );
  });

  test.each([
    ['new', '107'],
    ['known', '103'],
  ])('keeps the %s of two rows that differ where that is said', async (prefer, close) => {
    const folder = scratchFolder({ 'BTCUSDT-a.csv': lines(range(0, 5)), 'BTCUSDT-b.csv': lines([3, 4], 104) });
    const [a, b, store] = [join(folder, 'BTCUSDT-a.csv'), join(folder, 'BTCUSDT-b.csv'), join(folder, 'store')];
    const differing = await data('import', a, b, '--into', store, '--format', 'csv');
    expect(differing.stderr).toBe(
      `${b}: 2 rows differ from what is known, the first of 2025-01-01T00:03:00Z; --prefer new or --prefer known says which stays\n`,
    );
    expect(existsSync(store)).toBe(false);
    expect((await data('import', a, b, '--into', store, '--format', 'csv', '--prefer', prefer)).exitCode).toBe(0);
    const row = readFileSync(join(store, 'klines', 'BTCUSDT-1m.csv'), 'utf8').split('\n')[4] ?? '';
    expect(row.split(',')[4]).toBe(close);
  });

  test('refuses impossible rows, or drops them where that is asked for', async () => {
    const impossible = `${START + 5 * MINUTE_MS},100,90,95,100,5,${START + 6 * MINUTE_MS - 1},0,0,0,0,0\n`;
    const folder = scratchFolder({ 'BTCUSDT-1m.csv': lines(range(0, 5)) + impossible });
    const store = join(folder, 'store');
    const refused = await data('import', join(folder, 'BTCUSDT-1m.csv'), '--into', store);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/1 impossible candle, .*--quality warn takes what is good of it/);
    const taken = await data('import', join(folder, 'BTCUSDT-1m.csv'), '--into', store, '--quality', 'warn');
    expect(taken.stdout).toContain('5 new, impossible candles dropped: 1;');
  });

  test.each([
    [
      'names in another order',
      'Close;Open;High;Low;Volume;Date',
      (m: number) => `101;100;102;99;5;${START + m * MINUTE_MS}`,
    ],
    ['ISO times', 'date,open,high,low,close,volume', (m: number) => `2025-01-01 00:0${m}:00,100,102,99,101,5`],
    [
      'ISO times with an offset',
      'date,open,high,low,close,volume',
      (m: number) => `2025-01-01T01:0${m}:00+01:00,100,102,99,101,5`,
    ],
    ['seconds', 'timestamp,open,high,low,close,volume', (m: number) => `${START / 1000 + 60 * m},100,102,99,101,5`],
    [
      'quotes and tabs',
      '"Timestamp"\t"Open"\t"High"\t"Low"\t"Close"\t"Volume"',
      (m: number) => `"2025-01-01T00:0${m}Z"\t"100"\t102\t99\t101\t5`,
    ],
  ])('takes files of other programs: %s', async (_, header, row) => {
    const folder = scratchFolder({ 'btcusdt.csv': `${header}\n${[0, 1, 2].map(row).join('\n')}\n` });
    const { stderr } = await data('import', join(folder, 'btcusdt.csv'), '--into', folder, '--format', 'csv');
    expect(stderr).toBe('');
    expect(
      readFileSync(join(folder, 'klines', 'BTCUSDT-1m.csv'), 'utf8')
        .split('\n')
        .slice(1, 3),
    ).toEqual([
      `${START},100,102,99,101,5,${START + MINUTE_MS - 1},0,0,0,0,0`,
      `${START + MINUTE_MS},100,102,99,101,5,${START + 2 * MINUTE_MS - 1},0,0,0,0,0`,
    ]);
  });

  test.each([
    [
      'a column is missing',
      'date,open,high,low,close\n2025-01-01,1,1,1,1\n',
      ':1: has no column "volume"; its columns: date, open, high, low, close',
    ],
    [
      'a time is none',
      'date,open,high,low,close,volume\nyesterday,1,1,1,1,1\n',
      ':2: "open_time" is "yesterday", a time is needed',
    ],
    [
      'a price is none',
      'date,open,high,low,close,volume\n2025-01-01,one,1,1,1,1\n',
      ':2: "open" is "one", a number is needed',
    ],
    ['there is no row', 'date,open,high,low,close,volume\n', 'holds no rows'],
  ])('says file, line and field where %s', async (_, content, sentence) => {
    const folder = scratchFolder({ 'BTCUSDT.csv': content });
    const { exitCode, stderr } = await data('import', join(folder, 'BTCUSDT.csv'), '--into', join(folder, 'store'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('sluice data list', () => {
  test('says what it cannot read and lists the rest', async () => {
    const folder = scratchFolder({
      'BTCUSDT-1m.csv': lines([0, 1, 3]),
      'broken.csv': 'a,b\n',
      'notes.txt': 'not data',
    });
    const { exitCode, stdout, stderr } = await data('list', folder);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('1 gap');
    expect(stderr).toContain('broken.csv');
    expect(stdout + stderr).not.toContain('notes.txt');
  });

  test('prints JSON', async () => {
    const folder = scratchFolder({ 'BTCUSDT-1m.csv': lines([0, 1, 2]) });
    const [entry]: readonly unknown[] = JSON.parse((await data('list', folder, '--json')).stdout);
    expect(entry).toMatchObject({
      name: 'BTCUSDT 1m klines',
      rows: 3,
      from: '2025-01-01T00:00:00.000Z',
      to: '2025-01-01T00:03:00.000Z',
    });
  });

  test.each([
    ['a folder that is not there', 'nowhere', 1, 'nowhere: no such folder\n'],
    ['an empty folder', '', 0, ''],
  ])('answers %s', async (_, name, code, sentence) => {
    const folder = scratchFolder();
    const { exitCode, stderr } = await data('list', join(folder, name));
    expect(exitCode).toBe(code);
    expect(stderr.replace(`${folder}/`, '')).toBe(sentence);
  });
});

describe('sluice data export and resample', () => {
  test('carry a series through every format and back to the same text', async () => {
    const folder = scratchFolder({ 'BTCUSDT-1m.csv': '' });
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('BTCUSDT-1m.csv'), lines(range(0, 10)));
    await data('export', at('BTCUSDT-1m.csv'), '--out', at('BTCUSDT-a.csv'));
    await data('export', at('BTCUSDT-a.csv'), '--out', at('BTCUSDT-b.csv.gz'));
    await data('export', at('BTCUSDT-b.csv.gz'), '--out', at('BTCUSDT-c.parquet'));
    expect((await data('export', at('BTCUSDT-c.parquet'), '--out', at('BTCUSDT-d.csv'))).stdout).toContain('10 rows');
    expect(readFileSync(at('BTCUSDT-d.csv'), 'utf8')).toBe(readFileSync(at('BTCUSDT-a.csv'), 'utf8'));
  });

  test('cut by open time, from inclusive, to exclusive', async () => {
    const folder = scratchFolder({ 'BTCUSDT-1m.csv': lines(range(0, 10)) });
    const out = join(folder, 'cut.csv');
    await data(
      'export',
      join(folder, 'BTCUSDT-1m.csv'),
      '--out',
      out,
      '--from',
      '2025-01-01T00:02',
      '--to',
      '2025-01-01T00:04',
    );
    const [, ...rows] = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual([2, 3].map((minute) => String(START + minute * MINUTE_MS)));
  });

  test('make coarser klines and say what they could not make', async () => {
    const folder = scratchFolder({ 'BTCUSDT-1m.csv': lines(range(2, 20)) });
    const { stdout } = await data(
      'resample',
      join(folder, 'BTCUSDT-1m.csv'),
      '--interval',
      '5m',
      '--out',
      join(folder, 'x.csv'),
    );
    expect(stdout).toContain('BTCUSDT 5m klines, 3 rows, 1 left out because klines of theirs are missing');
  });

  test.each([
    [
      'an interval there is not',
      ['resample', 'K', '--interval', '7m', '--out', 'x.csv'],
      2,
      '--interval 7m: allowed are 1m, 3m',
    ],
    ['a finer interval', ['resample', 'K', '--interval', '1m', '--out', 'x.csv'], 1, '5m klines do not make 1m klines'],
    [
      'a format there is not',
      ['export', 'K', '--out', 'x.xlsx'],
      1,
      'x.xlsx: the name must end in .csv, .csv.gz, .parquet',
    ],
    [
      'a time that is none',
      ['export', 'K', '--out', 'x.csv', '--from', 'now'],
      2,
      '--from now: allowed is an ISO time',
    ],
    [
      'a stretch without rows',
      ['export', 'K', '--out', 'x.csv', '--from', '2030-01-01'],
      1,
      'x.csv: no row is left to write',
    ],
    ['no file to write', ['export', 'K'], 2, "required option '--out <file>'"],
  ])('answer %s with a sentence', async (_, words, code, sentence) => {
    const folder = scratchFolder({
      'BTCUSDT-5m.csv': lines(range(0, 10))
        .replaceAll(/^\d+/gm, (open) => String(START + 5 * (Number(open) - START)))
        .replaceAll(/,5,\d+,/g, ',5,0,'),
    });
    const inFolder = words.map((word) => (word === 'K' ? join(folder, 'BTCUSDT-5m.csv') : word));
    const { exitCode, stderr } = await data(...inFolder);
    expect(stderr).toContain(sentence);
    expect(exitCode).toBe(code);
  });
});

describe('aggregate trades', () => {
  const trades = 'agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n'.concat(
    [0, 20, 40, 70].map((second, id) => `${id},${100 + id},2,${id},${id},${START + 1000 * second},true\n`).join(''),
  );

  test('are listed, and made into klines', async () => {
    const folder = scratchFolder({ 'APEUSDT-aggTrades.csv': trades });
    const file = join(folder, 'APEUSDT-aggTrades.csv');
    expect((await data('list', folder)).stdout).toMatch(/APEUSDT aggregate trades +4/);
    const out = join(folder, 'klines.csv');
    expect((await data('resample', file, '--interval', '1m', '--out', out)).stdout).toContain(
      'APEUSDT 1m klines, 2 rows',
    );
    const [, first, second] = readFileSync(out, 'utf8').split('\n');
    expect(first).toBe(`${START},100,102,100,102,6,${START + MINUTE_MS - 1},606,3,0,0,0`);
    expect(second).toBe(`${START + MINUTE_MS},103,103,103,103,2,${START + 2 * MINUTE_MS - 1},206,1,0,0,0`);
  });

  test('are not imported, and the sentence says what to do', async () => {
    const folder = scratchFolder({ 'APEUSDT-aggTrades.csv': trades });
    const { exitCode, stderr } = await data('import', join(folder, 'APEUSDT-aggTrades.csv'), '--into', folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('holds aggregate trades, which a run reads as they are');
  });
});

describe('sluice data synth', () => {
  test('makes files that a config can name as it says', async () => {
    const folder = join(scratchFolder(), 'made');
    const words = ['synth', '--into', folder, '--symbols', 'BTCUSDT=60000,ETHUSDT=3000', '--to', '2025-01-02'];
    const { exitCode, stdout } = await data(...words);
    expect(exitCode).toBe(0);
    const path = join(folder, 'run.yaml');
    const [, config = ''] = stdout.split('in a config beside the folder:\n\n');
    writeFileSync(path, `${config}strategies:\n  - { id: s, file: s.ts, markets: BTCUSDT }\n`);
    const { config: loaded } = loadConfig({ path, overrides: [], environment: {} });
    for (const { klines, mark, funding } of Object.values(loaded.data.markets)) {
      const files = [klines, mark ?? [], funding].flat();
      expect(files.map((file) => existsSync(file))).toEqual([true, true, true]);
    }
    expect((await data('list', folder)).stdout).toMatch(/ETHUSDT 1m klines +1,440/);
  });

  test('makes no month beyond the end, however many days months have', async () => {
    const words = [
      'synth',
      '--into',
      scratchFolder(),
      '--interval',
      '1M',
      '--from',
      '2015-01-01',
      '--to',
      '2025-01-01',
    ];
    expect((await data(...words)).stdout).toContain('BTCUSDT-1M.csv.gz: 120 rows');
  });

  test('says so where no folder can be made', async () => {
    expect((await data('synth', '--into', '/proc/none', '--to', '2025-01-02')).exitCode).toBe(1);
  });

  test('makes the same bytes of the same seed and others of another', async () => {
    const [a, b, c] = [scratchFolder(), scratchFolder(), scratchFolder()];
    for (const [folder, seed] of [
      [a, '7'],
      [b, '7'],
      [c, '8'],
    ] as const) {
      await data('synth', '--into', folder, '--seed', seed, '--to', '2025-01-02');
    }
    const bytesIn = (folder: string): Buffer => readFileSync(join(folder, 'klines', 'BTCUSDT-1m.csv.gz'));
    expect(bytesIn(a).equals(bytesIn(b))).toBe(true);
    expect(bytesIn(a).equals(bytesIn(c))).toBe(false);
  });

  test.each([
    ['symbols', ['--symbols', 'BTCUSDT'], '--symbols BTCUSDT: allowed is a list such as BTCUSDT=60000,ETHUSDT=3000'],
    ['seed', ['--seed', 'x'], '--seed x: a number is needed'],
    ['symbol named twice', ['--symbols', 'BTCUSDT=1,BTCUSDT=2'], 'ETHUSDT=3000, no symbol twice'],
    ['span', ['--to', '2024-01-01'], '--to 2024-01-01: allowed is a time at which the first 1m kline is over'],
    [
      'span of nothing',
      ['--to', '2025-01-01'],
      '--to 2025-01-01: allowed is a time at which the first 1m kline is over',
    ],
    ['correlation', ['--correlation', '2'], 'no market can be made: correlation'],
  ])('answers a %s that makes no market with a sentence', async (_, words, sentence) => {
    const { exitCode, stderr } = await data('synth', '--into', scratchFolder(), ...words);
    expect(stderr).toContain(sentence);
    expect(exitCode).toBe(2);
  });
});
