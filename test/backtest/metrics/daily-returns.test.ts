import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyEquity } from '../../../backtest/metrics/daily-equity.ts';
import { dailyReturns } from '../../../backtest/metrics/daily-returns.ts';
import type { EquitySeries } from '../../../backtest/metrics/equity-series.ts';
import { DAY_MS, HOUR_MS, seriesOfDailyReturns, seriesOfPoints, START_TIME } from './equity.ts';

const returnsOf = (series: EquitySeries): readonly number[] => dailyReturns(dailyEquity(series));

describe('dailyReturns', () => {
  it('gives a point at midnight to the day that ends there', () => {
    const series = seriesOfPoints([
      [START_TIME + DAY_MS, 110],
      [START_TIME + DAY_MS + HOUR_MS, 99],
    ]);
    expect(returnsOf(series)).toEqual([110 / 100 - 1, 99 / 110 - 1]);
  });

  it('takes the last point of each day, whatever happened within it', () => {
    const series = seriesOfPoints([
      [START_TIME + 1 * HOUR_MS, 10],
      [START_TIME + 2 * HOUR_MS, 120],
      [START_TIME + 25 * HOUR_MS, 60],
      [START_TIME + 26 * HOUR_MS, 150],
    ]);
    expect(returnsOf(series)).toEqual([120 / 100 - 1, 150 / 120 - 1]);
  });

  it('repeats the equity on days without a point', () => {
    const series = seriesOfPoints([
      [START_TIME + DAY_MS, 110],
      [START_TIME + 4 * DAY_MS, 121],
    ]);
    expect(returnsOf(series)).toEqual([110 / 100 - 1, 0, 0, 121 / 110 - 1]);
  });

  it('counts a part of a day at either end as a day', () => {
    const noon = START_TIME + 12 * HOUR_MS;
    const series = { ...seriesOfPoints([[START_TIME + DAY_MS + HOUR_MS, 105]]), startTime: noon };
    expect(returnsOf(series)).toEqual([0, 105 / 100 - 1]);
  });

  it('ends with a return of -1 when everything is lost', () => {
    const series = seriesOfPoints([
      [START_TIME + DAY_MS, 50],
      [START_TIME + 2 * DAY_MS, 0],
      [START_TIME + 3 * DAY_MS, 0],
    ]);
    expect(returnsOf(series)).toEqual([-0.5, -1]);
  });

  it('has nothing to tell of a run without points', () => {
    expect(returnsOf(seriesOfPoints([]))).toEqual([]);
  });

  it('compounds to the whole return', () => {
    const someReturns = fc.array(fc.double({ min: -0.5, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(someReturns, (returns) => {
        const series = seriesOfDailyReturns(returns);
        const compounded = returnsOf(series).reduce((equity, dayReturn) => equity * (1 + dayReturn), 100);
        expect(compounded / (series.equity.at(-1) ?? NaN)).toBeCloseTo(1, 9);
      }),
    );
  });
});
