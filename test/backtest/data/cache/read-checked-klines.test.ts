import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type KlineCache, readCheckedKlines } from '../../../../backtest/data/cache/read-checked-klines.ts';
import type { KlineRow } from '../../../../backtest/data/kline-columns.ts';
import { writeKlineCsv } from '../../../../backtest/data/write-kline-csv.ts';
import { anyKlines, candle, minutes, plain } from '../kline-rows.ts';
import { scratchFile, scratchFolder } from '../scratch-folder.ts';
import { sentenceOf } from '../sentence-of.ts';

const LONG_AGO_S = Date.UTC(2020, 0, 1) / 1000;

function csvOf(...rows: readonly KlineRow[]): string {
  return [...writeKlineCsv(minutes(...rows))].join('');
}

/** A file that was written long ago, as recorded files are. */
function recordedFile(content: string | Uint8Array, name = 'BTCUSDT-1m.csv'): string {
  const path = scratchFile(name, content);
  utimesSync(path, LONG_AGO_S, LONG_AGO_S);
  return path;
}

/** The files of a test are seconds old; so that they are not taken for files that are still being written. */
function inAMinute(): number {
  return Date.now() + 60_000;
}

function cacheWith(more: Partial<KlineCache> = {}): KlineCache {
  return { folder: join(scratchFolder(), 'klines'), rowsMin: 1, bytesMax: 2 ** 20, now: inAMinute, ...more };
}

function entriesOf({ folder }: KlineCache): readonly string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}

function onlyEntry(cache: KlineCache): string {
  const [entry, ...others] = entriesOf(cache);
  expect(others).toEqual([]);
  return entry ?? '';
}

const THREE = csvOf(candle(0), candle(1, { close: 99.25 }), candle(3));

describe('klines through the cache', () => {
  test('are what the files say, the first time and the second', async () => {
    const [file, cache] = [recordedFile(THREE), cacheWith()];
    const parsed = await readCheckedKlines({ files: [file] }, null);
    const klines = [
      await readCheckedKlines({ files: [file] }, cache),
      await readCheckedKlines({ files: [file] }, cache),
    ];
    for (const { columns, findings, hash } of klines) {
      expect(plain(columns)).toEqual(plain(parsed.columns));
      expect(findings).toEqual(parsed.findings);
      expect(hash).toBe(parsed.hash);
    }
    expect(parsed.findings.groups.find(({ code }) => code === 'GAP')?.count).toBe(1);
  });

  property.prop([anyKlines], { numRuns: 30 })('are the same doubles, whatever they are', async (columns) => {
    const file = scratchFile('BTCUSDT.csv', [...writeKlineCsv(columns)].join(''));
    const cache = cacheWith();
    const wanted = { files: [file], interval: columns.interval };
    const parsed = await readCheckedKlines(wanted, null);
    await readCheckedKlines(wanted, cache);
    expect(plain((await readCheckedKlines(wanted, cache)).columns)).toEqual(plain(parsed.columns));
  });

  test('come from the entry while the file is what it was', async () => {
    const [file, cache] = [recordedFile(THREE), cacheWith()];
    await readCheckedKlines({ files: [file] }, cache);
    const before = statSync(onlyEntry(cache)).ino;
    await readCheckedKlines({ files: [file] }, cache);
    // A parse would have written a new entry in its place.
    expect(statSync(onlyEntry(cache)).ino).toBe(before);
  });

  test('come from the entry when the file was touched and holds the same', async () => {
    const [file, cache] = [recordedFile(THREE), cacheWith()];
    await readCheckedKlines({ files: [file] }, cache);
    const before = statSync(onlyEntry(cache)).ino;
    utimesSync(file, LONG_AGO_S + 60, LONG_AGO_S + 60);
    await readCheckedKlines({ files: [file] }, cache);
    expect(statSync(onlyEntry(cache)).ino).toBe(before);
  });

  test.each([
    ['grew', (file: string) => appendFileSync(file, csvOf(candle(4)).split('\n').slice(1).join('\n')), 4],
    [
      'has other figures of the same length',
      (file: string) => writeFileSync(file, THREE.replaceAll('99.25', '98.25')),
      3,
    ],
    ['is packed now', (file: string) => writeFileSync(file, gzipSync(THREE)), 3],
  ])('are parsed anew when the file %s, though its time is as it was', async (_, change, rows) => {
    const [file, cache] = [recordedFile(THREE), cacheWith()];
    await readCheckedKlines({ files: [file] }, cache);
    change(file);
    utimesSync(file, LONG_AGO_S, LONG_AGO_S);
    const klines = await readCheckedKlines({ files: [file] }, cache);
    const parsed = await readCheckedKlines({ files: [file] }, null);
    expect(klines.columns.length).toBe(rows);
    expect(plain(klines.columns)).toEqual(plain(parsed.columns));
  });

  test('are parsed anew for another interval, symbol or list of files', async () => {
    const [first, second, cache] = [recordedFile(THREE), recordedFile(csvOf(candle(4), candle(5))), cacheWith()];
    await readCheckedKlines({ files: [first] }, cache);
    expect((await readCheckedKlines({ files: [first, second] }, cache)).columns.length).toBe(5);
    expect((await readCheckedKlines({ files: [second] }, cache)).columns.length).toBe(2);
    expect((await readCheckedKlines({ files: [first], symbol: 'ETHUSDT' }, cache)).columns.symbol).toBe('ETHUSDT');
    expect(await sentenceOf(() => readCheckedKlines({ files: [first], interval: '5m' }, cache))).toContain(
      '5m was asked for',
    );
  });

  test.each([
    ['is cut short', (entry: string) => truncateSync(entry, statSync(entry).size - 8)],
    ['is empty', (entry: string) => truncateSync(entry, 0)],
    ['is of another version', (entry: string) => flip(entry, 7)],
    ['has a header that rotted', (entry: string) => flip(entry, 40)],
    ['has a number that rotted', (entry: string) => flip(entry, statSync(entry).size - 30)],
  ])('are parsed when the entry %s', async (_, damage) => {
    const [file, cache] = [recordedFile(THREE), cacheWith()];
    const parsed = await readCheckedKlines({ files: [file] }, cache);
    damage(onlyEntry(cache));
    const again = await readCheckedKlines({ files: [file] }, cache);
    expect(plain(again.columns)).toEqual(plain(parsed.columns));
    // The entry is whole again.
    expect(plain((await readCheckedKlines({ files: [file] }, cache)).columns)).toEqual(plain(parsed.columns));
  });

  test('are not kept when they are few, and when nothing can be kept', async () => {
    const [file, few] = [recordedFile(THREE), cacheWith({ rowsMin: 4 })];
    expect((await readCheckedKlines({ files: [file] }, few)).columns.length).toBe(3);
    expect(existsSync(few.folder)).toBe(false);
    const nowhere = cacheWith({ folder: join(file, 'klines') });
    expect((await readCheckedKlines({ files: [file] }, nowhere)).columns.length).toBe(3);
  });

  test('are parsed each time while the file may still be written to', async () => {
    const [file, cache] = [recordedFile(THREE), cacheWith({ now: () => LONG_AGO_S })];
    await readCheckedKlines({ files: [file] }, cache);
    expect(entriesOf(cache)).toEqual([]);
  });

  test('are still told to be gone when their file is gone', async () => {
    const cache = cacheWith();
    expect(await sentenceOf(() => readCheckedKlines({ files: ['gone.csv'] }, cache))).toContain('no such file');
  });

  test('make room for newer ones, the longest unused first', async () => {
    const cache = cacheWith({ bytesMax: 2_500 });
    const files = [0, 10, 20].map((minute) => recordedFile(csvOf(candle(minute), candle(minute + 1))));
    const sizes: number[] = [];
    for (const [index, file] of files.entries()) {
      await readCheckedKlines({ files: [file] }, cache);
      const kept = entriesOf(cache).toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
      sizes.push(kept.length);
      for (const entry of kept) utimesSync(entry, LONG_AGO_S + index, LONG_AGO_S + index);
    }
    const bytes = entriesOf(cache).reduce((sum, entry) => sum + statSync(entry).size, 0);
    expect(sizes[0]).toBe(1);
    expect(bytes).toBeLessThanOrEqual(2_500);
    expect(sizes.at(-1)).toBeLessThan(3);
  });
});

function flip(path: string, position: number): void {
  const bytes = readFileSync(path);
  bytes[position] = (bytes[position] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}
