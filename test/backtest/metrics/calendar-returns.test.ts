import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthlyReturns, yearlyReturns } from '../../../backtest/metrics/calendar-returns.ts';
import { dailyEquity } from '../../../backtest/metrics/daily-equity.ts';
import type { EquitySeries } from '../../../backtest/metrics/equity-series.ts';
import { DAY_MS, HOUR_MS, seriesOfPoints } from './equity.ts';

/** Equity of 100 that begins and is told at these times. */
const told = (start: string, ...points: readonly (readonly [time: string, equity: number])[]): EquitySeries => ({
  ...seriesOfPoints(points.map(([time, equity]) => [Date.parse(time), equity])),
  startTime: Date.parse(start),
});

const near = (ratio: number | null): unknown => (ratio === null ? null : expect.closeTo(ratio, 12));

/** As they are found, from `[period, ratio]`. */
const rows = (expected: readonly (readonly (string | number | null)[])[]) =>
  expected.map(([period, ratio]) => ({ period, returnRatio: near(ratio === null ? null : Number(ratio)) }));

describe('monthly and yearly returns', () => {
  it.each([
    {
      name: 'a run within one month',
      series: told('2025-03-10', ['2025-03-11', 110], ['2025-03-20', 121]),
      months: [['2025-03', 0.21]],
      years: [['2025', 0.21]],
    },
    {
      name: 'a point at the midnight that ends a year, which belongs to it',
      series: told('2024-12-30', ['2025-01-01', 120], ['2025-01-01T00:01Z', 60]),
      months: [
        ['2024-12', 0.2],
        ['2025-01', -0.5],
      ],
      years: [
        ['2024', 0.2],
        ['2025', -0.5],
      ],
    },
    {
      name: 'months without a point, which have a return of 0',
      series: told('2025-01-15', ['2025-01-20', 110], ['2025-04-02', 55]),
      months: [
        ['2025-01', 0.1],
        ['2025-02', 0],
        ['2025-03', 0],
        ['2025-04', -0.5],
      ],
      years: [['2025', -0.45]],
    },
    {
      name: 'the leap day, which is of February',
      series: told('2024-02-28', ['2024-03-01', 150], ['2024-03-02', 300]),
      months: [
        ['2024-02', 0.5],
        ['2024-03', 1],
      ],
      years: [['2024', 2]],
    },
    {
      name: 'a run that lost all, after which a month has no return',
      series: told('2025-01-30', ['2025-01-31', 0], ['2025-02-03', 0]),
      months: [
        ['2025-01', -1],
        ['2025-02', null],
      ],
      years: [['2025', -1]],
    },
    {
      name: 'a run that owes more than it had',
      series: told('2025-01-30', ['2025-01-31', -50]),
      months: [['2025-01', -1.5]],
      years: [['2025', -1.5]],
    },
    { name: 'a run without points', series: told('2025-01-30'), months: [], years: [] },
  ])('of $name', ({ series, months, years }) => {
    expect(monthlyReturns(dailyEquity(series))).toEqual(rows(months));
    expect(yearlyReturns(dailyEquity(series))).toEqual(rows(years));
  });

  it('compound to the whole return, whatever is told when', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 * 24 }), fc.integer({ min: 1, max: 500 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 20_000 }), (hours, startDay) => {
        const startTime = startDay * DAY_MS + 5 * HOUR_MS;
        const byHour = new Map(hours.map(([hour, equity]) => [hour, equity]));
        const ascending = [...byHour].toSorted(([a], [b]) => a - b);
        const series = {
          ...seriesOfPoints(ascending.map(([hour, equity]) => [startTime + hour * HOUR_MS, equity])),
          startTime,
        };
        const daily = dailyEquity(series);
        for (const returns of [monthlyReturns(daily), yearlyReturns(daily)]) {
          const product = returns.reduce((equity, { returnRatio }) => equity * (1 + (returnRatio ?? NaN)), 100);
          expect(product / (series.equity.at(-1) ?? NaN)).toBeCloseTo(1, 9);
          const periods = returns.map(({ period }) => period);
          expect(periods).toEqual([...new Set(periods)].toSorted());
        }
      }),
    );
  });
});
