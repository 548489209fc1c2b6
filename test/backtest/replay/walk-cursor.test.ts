import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { createWalkCursor } from '../../../backtest/replay/walk-cursor.ts';
import { bucketStart, type Interval, intervalMs } from '../../../engine/domain/interval.ts';
import { columnsAt, columnsBetween, utc } from './recordings.ts';

const MINUTE_MS = 60_000;

interface Step {
  readonly interval: Interval;
  readonly openTime: number;
  readonly endTime: number;
  /** Open time of the told kline that ends here. */
  readonly tells: number | undefined;
}

/** Everything a cursor walks, in order. */
function walked(
  told: KlineColumns,
  finer: readonly KlineColumns[],
  fromTime = Number.NEGATIVE_INFINITY,
  toTime = Number.POSITIVE_INFINITY,
): Step[] {
  const cursor = createWalkCursor(told, finer, fromTime, toTime);
  const steps: Step[] = [];
  while (cursor.nextEnd() < Number.POSITIVE_INFINITY) {
    const openTime = cursor.columns().openTime[cursor.row()] ?? Number.NaN;
    const tells = told.openTime[cursor.toldRow()];
    steps.push({ interval: cursor.columns().interval, openTime, endTime: cursor.nextEnd(), tells });
    cursor.advance();
  }
  return steps;
}

/** Steps as "interval open–end", in minutes, `!` behind those that tell. */
function shown(steps: readonly Step[]): string[] {
  return steps.map(({ interval, openTime, endTime, tells }) => {
    return `${interval} ${openTime / MINUTE_MS}–${endTime / MINUTE_MS}${tells === undefined ? '' : '!'}`;
  });
}

describe('walk cursor', () => {
  test('walks what it tells where nothing finer is recorded', () => {
    expect(shown(walked(columnsAt('5m', [0, 1, 3]), []))).toEqual(['5m 0–5!', '5m 5–10!', '5m 15–20!']);
  });

  test('walks from an open time, inclusive, to another, exclusive', () => {
    const steps = walked(columnsAt('5m', [0, 1, 2, 3]), [], 5 * MINUTE_MS, 15 * MINUTE_MS);
    expect(shown(steps)).toEqual(['5m 5–10!', '5m 10–15!']);
  });

  test('leaves out a kline that opened before the start, though it ends after it', () => {
    expect(shown(walked(columnsAt('5m', [0, 1]), [], 1, 10 * MINUTE_MS))).toEqual(['5m 5–10!']);
  });

  test.each([
    { name: 'nothing is recorded', rows: [] },
    { name: 'all is over', rows: [0, 1] },
  ])('has nothing to walk where $name', ({ rows }) => {
    const cursor = createWalkCursor(columnsAt('5m', rows), [columnsAt('1m', [0, 1, 2, 3, 4])], 1e9, 2e9);
    expect(cursor.nextEnd()).toBe(Number.POSITIVE_INFINITY);
  });

  test.each<{ name: string; finer: readonly (readonly [Interval, readonly number[]])[]; walks: readonly string[] }>([
    {
      name: 'covered wholly by finer klines is walked in them',
      finer: [['1m', [0, 1, 2, 3, 4]]],
      walks: ['1m 0–1', '1m 1–2', '1m 2–3', '1m 3–4', '1m 4–5!'],
    },
    { name: 'whose first part is missing is walked whole', finer: [['1m', [1, 2, 3, 4]]], walks: ['5m 0–5!'] },
    { name: 'whose last part is missing is walked whole', finer: [['1m', [0, 1, 2, 3]]], walks: ['5m 0–5!'] },
    { name: 'with a hole is walked whole', finer: [['1m', [0, 1, 3, 4]]], walks: ['5m 0–5!'] },
    { name: 'with a hole and klines after it is walked whole', finer: [['1m', [0, 1, 3, 4, 5]]], walks: ['5m 0–5!'] },
    { name: 'with finer klines elsewhere is walked whole', finer: [['1m', [10, 11, 12, 13, 14]]], walks: ['5m 0–5!'] },
    { name: 'that finer klines cannot tile is walked whole', finer: [['3m', [0, 1, 2]]], walks: ['5m 0–5!'] },
    { name: 'is not walked in coarser ones', finer: [['15m', [0]]], walks: ['5m 0–5!'] },
  ])('a kline $name', ({ finer, walks }) => {
    const recorded = finer.map(([interval, rows]) => columnsAt(interval, rows));
    expect(shown(walked(columnsAt('5m', [0]), recorded))).toEqual(walks);
  });

  test('takes the finest that cover a kline, anew for each kline', () => {
    const oneMinute = columnsAt('1m', [0, 1, 2, 3, 4, 5, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44]);
    const steps = walked(columnsAt('15m', [0, 1, 2]), [oneMinute, columnsAt('5m', [0, 1, 2, 6, 7, 8])]);
    expect(shown(steps).filter((step) => !step.startsWith('1m'))).toEqual([
      '5m 0–5',
      '5m 5–10',
      '5m 10–15!',
      '15m 15–30!',
    ]);
    expect(shown(steps).filter((step) => step.startsWith('1m'))).toEqual(
      Array.from({ length: 15 }, (_, index) => `1m ${30 + index}–${31 + index}${index === 14 ? '!' : ''}`),
    );
  });

  test('ends months where the calendar ends them', () => {
    const steps = walked(columnsBetween('1M', '2023-12-01', '2024-04-01'), []);
    expect(steps.map(({ endTime }) => endTime)).toEqual(
      ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01'].map(utc),
    );
  });

  test('walks every day of a month that its days cover, and only then', () => {
    const days = columnsBetween('1d', '2024-01-01', '2024-02-29');
    const steps = walked(columnsBetween('1M', '2024-01-01', '2024-03-01'), [days]);
    expect(steps.filter(({ interval }) => interval === '1d')).toHaveLength(31);
    expect(steps.slice(30)).toEqual([
      { interval: '1d', openTime: utc('2024-01-31'), endTime: utc('2024-02-01'), tells: utc('2024-01-01') },
      { interval: '1M', openTime: utc('2024-02-01'), endTime: utc('2024-03-01'), tells: utc('2024-02-01') },
    ]);
  });

  const told = fc.constantFrom<Interval>('3m', '5m', '15m');
  const rows = (max: number) => fc.subarray(Array.from({ length: max }, (_, index) => index));

  property.prop([told, rows(12), rows(60), rows(60), fc.nat({ max: 60 }), fc.nat({ max: 60 })])(
    'walks each told kline whole, in the finest klines that tile it, and tells it as it ends',
    (interval, toldRows, oneMinute, threeMinutes, fromMinute, toMinute) => {
      const recorded: readonly (readonly [Interval, readonly number[]])[] = [
        ['1m', oneMinute],
        ['3m', threeMinutes],
      ];
      const steps = walked(
        columnsAt(interval, toldRows),
        recorded.map(([finer, finerRows]) => columnsAt(finer, finerRows)),
        fromMinute * MINUTE_MS,
        toMinute * MINUTE_MS,
      );
      const toldMs = intervalMs(interval);
      const expected = toldRows
        .map((row) => row * toldMs)
        .filter((openTime) => openTime >= fromMinute * MINUTE_MS && openTime < toMinute * MINUTE_MS)
        .flatMap((openTime): Step[] => {
          const tiles = recorded
            .filter(([finer]) => toldMs % intervalMs(finer) === 0)
            .map(([finer, finerRows]) => {
              const opens = finerRows.map((row) => row * intervalMs(finer));
              return { finer, opens: opens.filter((open) => bucketStart(interval, open) === openTime) };
            })
            .find(({ finer, opens }) => opens.length === toldMs / intervalMs(finer));
          const [walking, opens] = tiles === undefined ? [interval, [openTime]] : [tiles.finer, tiles.opens];
          return opens.map((open, index) => ({
            interval: walking,
            openTime: open,
            endTime: open + intervalMs(walking),
            tells: index === opens.length - 1 ? openTime : undefined,
          }));
        });
      expect(steps).toEqual(expected);
    },
  );
});
