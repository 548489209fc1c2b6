import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { readHistory } from '../../../backtest/replay/history.ts';
import { type Interval, intervalMs } from '../../../engine/domain/interval.ts';
import { columnsAt, columnsBetween, utc } from './recordings.ts';

const MINUTE_MS = 60_000;

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
const NOTHING = columnsAt('1m', []);

/** History as "open time (in minutes) open price–close price"; recorded prices count minutes unless told otherwise. */
function history(
  base: KlineColumns,
  coarse: readonly KlineColumns[],
  interval: Interval,
  beforeMinute: number,
  count: number,
): string[] {
  return readHistory(base, coarse, interval, beforeMinute * MINUTE_MS, count).map((kline) => {
    return `${kline.openTime / MINUTE_MS} ${kline.open}–${kline.close}`;
  });
}

describe('history', () => {
  test.each<{ name: string; before: number; count: number; klines: string[] }>([
    { name: 'the last that closed', before: 20, count: 2, klines: ['18 18–18', '19 19–19'] },
    { name: 'not the one that is open', before: 19.99, count: 2, klines: ['17 17–17', '18 18–18'] },
    { name: 'fewer where fewer are recorded', before: 12, count: 5, klines: ['10 10–10', '11 11–11'] },
    { name: 'none before the recording', before: 10, count: 5, klines: [] },
    { name: 'none when none is asked for', before: 20, count: 0, klines: [] },
  ])('of the replayed interval is $name', ({ before, count, klines }) => {
    expect(history(columnsAt('1m', range(10, 40)), [], '1m', before, count)).toEqual(klines);
  });

  test.each<{ name: string; before: number; count: number; klines: string[] }>([
    { name: 'the last that are whole', before: 30, count: 2, klines: ['20 20–24', '25 25–29'] },
    { name: 'not the bucket in progress', before: 29.99, count: 2, klines: ['15 15–19', '20 20–24'] },
    { name: 'not the bucket that the recording begins in', before: 20, count: 5, klines: ['15 15–19'] },
    { name: 'none when none is asked for', before: 30, count: 0, klines: [] },
  ])('of a coarse interval is built: $name', ({ before, count, klines }) => {
    expect(history(columnsAt('1m', range(12, 40)), [], '5m', before, count)).toEqual(klines);
  });

  test('leaves out a bucket with a hole and reaches further back for it', () => {
    const base = columnsAt('1m', [...range(0, 16), ...range(17, 40)]);
    expect(history(base, [], '5m', 30, 3)).toEqual(['10 10–14', '20 20–24', '25 25–29']);
  });

  test('reaches over any gap, as it does for klines of the replayed interval', () => {
    const base = columnsAt('1m', [...range(0, 5), ...range(1000, 1005)]);
    expect(history(base, [], '5m', 1010, 2)).toEqual(['0 0–4', '1000 1000–1004']);
    expect(history(base, [], '1m', 1010, 6)[0]).toBe('4 4–4');
  });

  test('takes a recorded coarse kline where none can be built, never where one can', () => {
    const base = columnsAt('1m', [...range(12, 21), ...range(22, 40)]);
    const coarse = columnsAt('5m', range(0, 8), (index) => 1000 + index);
    expect(history(base, [coarse], '5m', 30, 5)).toEqual([
      '5 1001–1001',
      '10 1002–1002',
      '15 15–19',
      '20 1004–1004',
      '25 25–29',
    ]);
  });

  test('takes recorded coarse klines of no other interval', () => {
    const coarse = columnsAt('15m', range(0, 3), (index) => 1000 + index);
    expect(history(columnsAt('1m', range(12, 40)), [coarse], '5m', 20, 5)).toEqual(['15 15–19']);
  });

  test('takes recorded coarse klines alone where no fine ones are recorded yet', () => {
    const coarse = columnsAt('5m', range(0, 10), (index) => 1000 + index);
    expect(history(NOTHING, [coarse], '5m', 20, 3)).toEqual(['5 1001–1001', '10 1002–1002', '15 1003–1003']);
  });

  test('is empty where nothing is recorded', () => {
    expect(history(NOTHING, [], '5m', 20, 3)).toEqual([]);
  });

  test.each<[Interval]>([['1m'], ['3m']])(
    'has no klines that %s klines are too coarse for, or cannot fill',
    (interval) => {
      expect(history(columnsAt('5m', range(0, 10)), [], interval, 50, 3)).toEqual([]);
    },
  );

  test('is told as warm-up, closed at its bucket’s end', () => {
    const [kline] = readHistory(columnsAt('1m', range(0, 10)), [], '5m', 5 * MINUTE_MS, 1);
    expect(kline).toMatchObject({
      symbol: 'BTCUSDT',
      interval: '5m',
      warmup: true,
      closeTime: 5 * MINUTE_MS,
      volume: 5,
    });
    const [fine] = readHistory(columnsAt('1m', range(0, 10)), [], '1m', 5 * MINUTE_MS, 1);
    expect(fine).toMatchObject({ warmup: true, closeTime: 5 * MINUTE_MS });
  });

  describe('of months', () => {
    const months = columnsBetween('1M', '2023-01-01', '2024-06-01');
    const opens = (klines: readonly { openTime: number }[]): number[] => klines.map(({ openTime }) => openTime);

    test.each([
      { name: 'a month of 31 days is not known on its last', before: '2024-01-31T12:00', last: '2023-12-01' },
      { name: 'a month of 31 days is known when it has ended', before: '2024-02-01', last: '2024-01-01' },
      { name: 'a month of 29 days is known when it has ended', before: '2024-03-01', last: '2024-02-01' },
      {
        name: 'a month of 29 days is not known a millisecond before',
        before: '2024-02-29T23:59:59.999',
        last: '2024-01-01',
      },
    ])('$name, whether replayed or recorded beside', ({ before, last }) => {
      expect(opens(readHistory(months, [], '1M', utc(before), 1))).toEqual([utc(last)]);
      expect(opens(readHistory(NOTHING, [months], '1M', utc(before), 1))).toEqual([utc(last)]);
    });

    test('is built from days as far back as it is asked for', () => {
      const days = columnsBetween('1d', '2023-01-15', '2024-06-01');
      const built = readHistory(days, [], '1M', utc('2024-03-15'), 13);
      expect(opens(built)).toEqual(Array.from(months.openTime).slice(1, 14));
      expect(opens(readHistory(days, [], '1M', utc('2024-03-15'), 14))).toEqual(opens(built));
    });
  });

  const asked = fc.constantFrom<Interval>('1m', '3m', '5m');
  const rows = (count: number) => fc.subarray(range(0, count));

  property.prop([asked, rows(60), rows(20), fc.nat({ max: 65 }), fc.nat({ max: 25 })], { numRuns: 300 })(
    'is the last of all klines that can be built or are recorded, whatever is missing',
    (interval, baseRows, coarseRows, beforeMinute, count) => {
      const length = intervalMs(interval) / MINUTE_MS;
      // Dense enough that whole buckets are common.
      const missing = new Set(baseRows.filter((row) => row % 4 === 0));
      const base = range(0, 60).filter((row) => !missing.has(row));
      const known: string[] = [];
      for (let open = 0; open + length <= beforeMinute; open += length) {
        const isBuilt = range(open, open + length).every((row) => row < 60 && !missing.has(row));
        const isRecorded = interval !== '1m' && coarseRows.includes(open / length);
        if (isBuilt) known.push(`${open} ${open}–${open + length - 1}`);
        else if (isRecorded) known.push(`${open} ${1000 + open / length}–${1000 + open / length}`);
      }
      const coarse = interval === '1m' ? [] : [columnsAt(interval, coarseRows, (index) => 1000 + index)];
      expect(history(columnsAt('1m', base), coarse, interval, beforeMinute, count)).toEqual(
        count === 0 ? [] : known.slice(-count),
      );
    },
  );
});
