// The axes of the price chart: what its labels of time say, and how far its scale of prices reaches for a chosen trade.
import { fc, test } from '@fast-check/vitest';
import { describe, expect, test as plain } from 'vitest';

import { rangeInView, rangeWithTrade } from '../../../../backtest/report/page-client/price/price-range.ts';
import { showsYears, timeLabel } from '../../../../backtest/report/page-client/price/time-labels.ts';

const DAY_MS = 86_400_000;

describe('labels of time', () => {
  plain.each([
    ['a year', Date.UTC(2021, 0, 1), 'year', true, '2021'],
    ['a quarter', Date.UTC(2021, 6, 1), 'month', true, 'Q3'],
    ['a quarter by the first kline in it', Date.UTC(2021, 6, 2), 'day', true, 'Q3'],
    ['no month within a quarter', Date.UTC(2021, 7, 1), 'month', true, ''],
    ['no day within a quarter', Date.UTC(2021, 6, 15), 'day', true, ''],
    ['a month of a shorter view', Date.UTC(2021, 7, 1), 'month', false, 'Aug'],
    ['a day with its month', Date.UTC(2021, 6, 2), 'day', false, '2 Jul'],
  ] as const)('say %s', (_what, time, unit, overYears, expected) => {
    expect(timeLabel(time, unit, overYears)).toBe(expected);
  });

  plain('leave months and days out of views of more than two years', () => {
    expect([365, 730, 1_000].map((days) => showsYears(days * DAY_MS))).toEqual([false, false, true]);
  });
});

describe('the klines in view', () => {
  const klines = {
    time: Float64Array.of(0, 10, 20, 30),
    low: Float64Array.of(1, 5, 6, 2),
    high: Float64Array.of(9, 7, 8, 10),
  };

  plain.each([
    ['those that begin in it', { fromMs: 10, toMs: 30 }, { low: 5, high: 8 }],
    ['the one that it begins within', { fromMs: 5, toMs: 20 }, { low: 1, high: 9 }],
    ['all', { fromMs: -100, toMs: 100 }, { low: 1, high: 10 }],
    ['none before the first', { fromMs: -20, toMs: -10 }, null],
  ])('are %s', (_what, view, expected) => {
    expect(rangeInView(klines, view)).toEqual(expected);
  });
});

describe('the scale of prices with a trade', () => {
  const candles = { view: { fromMs: 0, toMs: 100 }, prices: { low: 100, high: 110 } };
  const resting = (price: number, from = 0, to = 100) => ({ from, to, price });

  plain.each([
    ['holds a stop that is near', [], [resting(95)], { low: 95, high: 110 }],
    ['leaves out a target far away', [], [resting(95), resting(150)], { low: 95, high: 110 }],
    ['leaves out what rested before the view', [], [resting(95, -50, -1)], { low: 100, high: 110 }],
    ['holds entry and exit', [resting(99, 10, 10), resting(112, 90, 90)], [], { low: 99, high: 112 }],
    ['leaves out an entry before the view', [resting(50, -10, -10)], [], { low: 100, high: 110 }],
  ])('%s', (_what, ends, rests, expected) => {
    expect(rangeWithTrade(candles, ends, rests)).toEqual(expected);
  });

  test.prop([fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }))])(
    'leaves the candles a third of it, wherever stops and targets are',
    (prices) => {
      const { low, high } = rangeWithTrade(
        candles,
        [],
        prices.map((price) => resting(price)),
      );
      expect(high - low).toBeLessThanOrEqual(30);
      expect([low <= 100, high >= 110]).toEqual([true, true]);
    },
  );
});
