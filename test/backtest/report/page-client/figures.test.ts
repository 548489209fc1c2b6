// Axes, bins, clusters and the order of rows: the arithmetic behind what is drawn.
import { fc, test } from '@fast-check/vitest';
import { describe, expect, test as plain } from 'vitest';

import { binsOf, medianOf } from '../../../../backtest/report/page-client/figures/bins.ts';
import { extentOf, linearScale, logScale } from '../../../../backtest/report/page-client/figures/scale.ts';
import { roundTicks, timeTicks } from '../../../../backtest/report/page-client/figures/ticks.ts';
import { clustersOf } from '../../../../backtest/report/page-client/price/mark-clusters.ts';
import { NO_FILTER, shownRows, valuesOf } from '../../../../backtest/report/page-client/trades/sort-and-filter.ts';

const DAY_MS = 86_400_000;

describe('axes', () => {
  plain('have round numbers', () => {
    expect(roundTicks(0, 97, 5)).toEqual({ ticks: [0, 20, 40, 60, 80], step: 20 });
    expect(roundTicks(-0.12, 0.05, 4).ticks).toEqual([-0.1, -0.05, 0, 0.05]);
  });

  plain.each([
    ['a day by hours', 1, ['1 Jul', '06:00', '12:00', '18:00', '2 Jul']],
    ['a week by days', 7, ['2 Jul', '4 Jul', '6 Jul', '8 Jul']],
    ['a year by months', 365, ['Jul', 'Oct', '2025', 'Apr', 'Jul']],
    ['two years and more by quarters', 850, ['Q3', '2025', 'Q3', '2026', 'Q3']],
    ['a decade by years', 3_650, ['2025', '2030']],
  ])('label %s', (_what, days, expected) => {
    const from = Date.UTC(2024, 6, 1);
    expect(timeTicks(from, from + days * DAY_MS, 5).map(({ text }) => text)).toEqual(expected);
  });

  plain('lead from values to pixels and back, straight or by ratios', () => {
    const straight = linearScale(10, 20, 0, 100);
    expect([straight(15), straight.invert(50)]).toEqual([50, 15]);
    const ratios = logScale(1, 100, 0, 100);
    expect([ratios(10), ratios.invert(50)].map((value) => Number(value.toFixed(9)))).toEqual([50, 10]);
  });

  plain('reach over all values and over zero where asked', () => {
    expect(extentOf([[5, 5]], false)).toEqual([4.95, 5.05]);
    expect(extentOf([[1, 2, Number.NaN]], true)[0]).toBe(0);
    expect(extentOf([], false)).toEqual([0, 1]);
  });
});

describe('the histogram', () => {
  test.prop([fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 200 })])(
    'counts each result once, and no bin has both gains and losses',
    (values) => {
      const bins = binsOf(values);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      for (const { from, to } of bins) expect(from >= -1e-9 || to <= 1e-9).toBe(true);
    },
  );

  plain('has the median of even and odd numbers', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

describe('counts of marks', () => {
  test.prop([
    fc.array(fc.record({ x: fc.double({ min: -50, max: 1_050, noNaN: true }), result: fc.integer() })),
    fc.integer({ min: 60, max: 1_000 }),
  ])('lose no mark and no result', (marks, widthPx) => {
    const clusters = clustersOf(marks, widthPx);
    expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(marks.length);
    expect(clusters.reduce((sum, { result }) => sum + result, 0)).toBe(
      marks.reduce((sum, { result }) => sum + result, 0),
    );
    expect(clusters.every(({ x }) => x >= 0 && x <= widthPx)).toBe(true);
  });
});

describe('the rows of the trade table', () => {
  const table = {
    length: 4,
    columns: {
      symbol: ['B', 'A', 'B', 'A'],
      direction: ['long', 'short', 'long', 'long'],
      result: ['10', '9', '-1', '0'],
      rMultiple: [null, '2', '10', ''],
      exitCause: ['stop-loss', null, 'close', 'close'],
    },
  };

  plain.each([
    ['figures as figures', { key: 'result', ascending: false }, NO_FILTER, [0, 1, 3, 2]],
    ['names by the alphabet, equal ones as they came', { key: 'symbol', ascending: true }, NO_FILTER, [1, 3, 0, 2]],
    ['what has no value last', { key: 'rMultiple', ascending: true }, NO_FILTER, [1, 2, 0, 3]],
    ['what has no value last, the other way too', { key: 'rMultiple', ascending: false }, NO_FILTER, [2, 1, 0, 3]],
    ['winners alone', { key: 'result', ascending: true }, { ...NO_FILTER, outcome: 'winners' as const }, [1, 0]],
    ['losers alone', { key: 'result', ascending: true }, { ...NO_FILTER, outcome: 'losers' as const }, [2]],
    [
      'what all filters let pass',
      { key: 'result', ascending: true },
      { ...NO_FILTER, symbol: 'B', direction: 'long' },
      [2, 0],
    ],
  ])('are %s', (_what, sort, filter, expected) => {
    expect(shownRows(table, filter, sort)).toEqual(expected);
  });

  plain('can be chosen by what there is', () => {
    expect(valuesOf(table, 'exitCause')).toEqual(['close', 'stop-loss']);
    expect(valuesOf(table, 'unheard')).toEqual([]);
  });
});
