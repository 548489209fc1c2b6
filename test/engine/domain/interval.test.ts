import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  bucketEnd,
  bucketStart,
  compareCoarseFirst,
  type Interval,
  intervalDivides,
  intervalMs,
  INTERVALS,
  isInterval,
} from '../../../engine/domain/interval.ts';

const DAY_MS = 86_400_000;

const utc = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
const iso = (timeMs: number): string => new Date(timeMs).toISOString().replace(/(:00)?\.000Z$/, '');

const intervals = fc.constantFrom(...INTERVALS);
const times = fc.integer({ min: utc('1970-01-01'), max: utc('2100-01-01') });

/** The bucket that `timeMs` lies in and the `count − 1` after it, as open times, with the end of the last. */
function edges(interval: Interval, timeMs: number, count: number): number[] {
  const found = [bucketStart(interval, timeMs)];
  for (let index = 0; index < count; index += 1) found.push(bucketEnd(interval, found.at(-1) ?? Number.NaN));
  return found;
}

describe('the bucket of an instant', () => {
  test.each<[Interval, string, string, string]>([
    ['1m', '2024-02-29T23:59:59.999', '2024-02-29T23:59', '2024-03-01T00:00'],
    ['3m', '2025-06-01T10:05', '2025-06-01T10:03', '2025-06-01T10:06'],
    ['5m', '2025-06-01T10:05', '2025-06-01T10:05', '2025-06-01T10:10'],
    ['15m', '2025-06-01T10:44:59', '2025-06-01T10:30', '2025-06-01T10:45'],
    ['30m', '2025-06-01T10:30', '2025-06-01T10:30', '2025-06-01T11:00'],
    ['1h', '2025-06-01T10:59:59.999', '2025-06-01T10:00', '2025-06-01T11:00'],
    ['2h', '2025-06-01T11:00', '2025-06-01T10:00', '2025-06-01T12:00'],
    ['4h', '2025-06-01T11:00', '2025-06-01T08:00', '2025-06-01T12:00'],
    ['6h', '2025-06-01T11:00', '2025-06-01T06:00', '2025-06-01T12:00'],
    ['8h', '2025-06-01T15:59', '2025-06-01T08:00', '2025-06-01T16:00'],
    ['12h', '2025-06-01T12:00', '2025-06-01T12:00', '2025-06-02T00:00'],
    ['1d', '2024-12-31T23:59:59.999', '2024-12-31T00:00', '2025-01-01T00:00'],
    ['3d', '2019-09-10T00:00', '2019-09-08T00:00', '2019-09-11T00:00'],
    ['1w', '2025-06-01T23:59:59.999', '2025-05-26T00:00', '2025-06-02T00:00'],
    ['1w', '2025-06-02T00:00', '2025-06-02T00:00', '2025-06-09T00:00'],
    ['1w', '1970-01-01T00:00', '1969-12-29T00:00', '1970-01-05T00:00'],
    ['1w', '2024-12-31T12:00', '2024-12-30T00:00', '2025-01-06T00:00'],
    ['1M', '2024-02-29T23:59:59.999', '2024-02-01T00:00', '2024-03-01T00:00'],
    ['1M', '2023-02-28T23:59:59.999', '2023-02-01T00:00', '2023-03-01T00:00'],
    ['1M', '2100-02-28T12:00', '2100-02-01T00:00', '2100-03-01T00:00'],
    ['1M', '2000-02-29T12:00', '2000-02-01T00:00', '2000-03-01T00:00'],
    ['1M', '2024-12-31T23:59:59.999', '2024-12-01T00:00', '2025-01-01T00:00'],
    ['1M', '2025-01-01T00:00', '2025-01-01T00:00', '2025-02-01T00:00'],
  ])('of %s at %s is %s to %s', (interval, time, start, end) => {
    expect([iso(bucketStart(interval, utc(time))), iso(bucketEnd(interval, utc(time)))]).toEqual([start, end]);
  });

  property.prop([intervals, times])('holds the instant', (interval, timeMs) => {
    expect(bucketStart(interval, timeMs)).toBeLessThanOrEqual(timeMs);
    expect(bucketEnd(interval, timeMs)).toBeGreaterThan(timeMs);
  });

  property.prop([intervals, times])('is the same for its first and its last millisecond', (interval, timeMs) => {
    const start = bucketStart(interval, timeMs);
    const end = bucketEnd(interval, timeMs);
    for (const inside of [start, end - 1]) {
      expect([bucketStart(interval, inside), bucketEnd(interval, inside)]).toEqual([start, end]);
    }
  });

  property.prop([intervals, times])('ends where the next one begins', (interval, timeMs) => {
    const end = bucketEnd(interval, timeMs);
    expect(bucketStart(interval, end)).toBe(end);
    expect(bucketEnd(interval, bucketStart(interval, timeMs) - 1)).toBe(bucketStart(interval, timeMs));
  });

  property.prop([intervals.filter((interval) => interval !== '1M'), times])(
    'is as long as its interval where that has a length',
    (interval, timeMs) => {
      expect(bucketEnd(interval, timeMs) - bucketStart(interval, timeMs)).toBe(intervalMs(interval));
    },
  );

  property.prop([times])('opens on a Monday for a week and on the first for a month, at midnight', (timeMs) => {
    const week = new Date(bucketStart('1w', timeMs));
    const month = new Date(bucketStart('1M', timeMs));
    expect([week.getUTCDay(), month.getUTCDate()]).toEqual([1, 1]);
    expect(`${iso(week.getTime())} ${iso(month.getTime())}`).toMatch(/T00:00 .*T00:00$/);
  });

  test('tiles 130 years of months with the days that each has', () => {
    const months = edges('1M', utc('1970-01-01'), 130 * 12);
    for (const [index, start] of months.slice(0, -1).entries()) {
      const days = ((months[index + 1] ?? Number.NaN) - start) / DAY_MS;
      const [year, month] = [1970 + Math.floor(index / 12), index % 12];
      const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
      expect(days).toBe([31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]);
    }
    expect(iso(months.at(-1) ?? Number.NaN)).toBe('2100-01-01T00:00');
  });
});

describe('whether klines of one interval fill the buckets of another', () => {
  /** By walking: whether each of 60 buckets begins with a fine bucket and ends with one. */
  const isTiled = (fine: Interval, coarse: Interval): boolean =>
    edges(coarse, utc('2023-12-15'), 60).every((edge) => bucketStart(fine, edge) === edge);

  test.each(INTERVALS)('of %s is what walking the buckets shows, for every interval', (coarse) => {
    const filling = INTERVALS.filter((fine) => intervalDivides(fine, coarse));
    expect(filling).toEqual(INTERVALS.filter((fine) => isTiled(fine, coarse)));
  });

  test.each<[Interval, Interval, boolean]>([
    ['1m', '1M', true],
    ['1d', '1w', true],
    ['1d', '1M', true],
    ['8h', '12h', false],
    ['3m', '5m', false],
    ['3d', '1w', false],
    ['3d', '1M', false],
    ['1w', '1M', false],
    ['1M', '1M', true],
    ['1M', '1w', false],
    ['1h', '1m', false],
  ])('%s in %s: %s', (fine, coarse, expected) => {
    expect(intervalDivides(fine, coarse)).toBe(expected);
  });
});

describe('intervals', () => {
  test('stand from the finest to the coarsest, and sort the other way round for telling', () => {
    expect(INTERVALS.toSorted(compareCoarseFirst)).toEqual(INTERVALS.toReversed());
  });

  property.prop([intervals, intervals])('come in one order, equal only to themselves', (a, b) => {
    expect(Math.sign(compareCoarseFirst(a, b)) + Math.sign(compareCoarseFirst(b, a))).toBe(0);
    expect(compareCoarseFirst(a, b) === 0).toBe(a === b);
  });

  test.each([
    ['1m', true],
    ['1M', true],
    ['1h', true],
    ['1H', false],
    ['60m', false],
    ['', false],
    [' 1m', false],
    ['toString', false],
  ])('%j is one: %s', (text, expected) => {
    expect(isInterval(text)).toBe(expected);
  });
});
