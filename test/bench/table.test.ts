import { describe, expect, it } from 'vitest';
import type { LineResult } from '../../bench/result.ts';
import { durationText, figure, tableOf } from '../../bench/table.ts';

const line = (id: string, more: Partial<LineResult> = {}): LineResult => ({
  ...{ id, group: 'engine', unit: 'bar', runs: 5, count: 1000, facts: {}, rssBytes: 100 * 2 ** 20 },
  ...{ nsPerUnit: 250, nsPerUnitMin: 240, nsPerUnitMax: 1260, unitsPerSecond: 4_000_000 },
  ...more,
});

describe('the table', () => {
  it('sets one line a measurement, with its columns in line', () => {
    const results = [line('limit', { group: 'limit', nsPerUnit: 5, unitsPerSecond: 2e8 }), line('engine of 1000')];
    expect(tableOf(results, ({ unit }) => (unit === 'bar' ? 5 : null)).split('\n')).toEqual([
      'line            unit  units  ns a unit  least   most  units a second   in all  × limit  MiB',
      '--------------  ----  -----  ---------  -----  -----  --------------  -------  -------  ---',
      'limit           bar   1,000       5.00    240  1,260     200,000,000  5.00 µs     1.00  100',
      '',
      'engine of 1000  bar   1,000        250    240  1,260       4,000,000   250 µs     50.0  100',
    ]);
  });

  it('says no ratio where there is no limit to compare with', () => {
    const [, , row = ''] = tableOf([line('portfolio', { unit: 'fill' })], () => null).split('\n');
    expect(row).toMatch(/250 µs\s+100$/);
  });
});

describe('figures', () => {
  it.each([
    { value: 1234.6, is: '1,235' },
    { value: 99.96, is: '100.0' },
    { value: 12.34, is: '12.3' },
    { value: 1.234, is: '1.23' },
    { value: 0, is: '0.00' },
  ])('$value is $is', ({ value, is }) => {
    expect(figure(value)).toBe(is);
  });

  it.each([
    { ns: 2.5e9, is: '2.50 s' },
    { ns: 2.5e7, is: '25.0 ms' },
    { ns: 2500, is: '2.50 µs' },
  ])('$ns ns are $is', ({ ns, is }) => {
    expect(durationText(ns)).toBe(is);
  });
});
