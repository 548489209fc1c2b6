import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageText, decimalText, moneyText, numberText } from '../../../backtest/report/decimal-text.ts';
import {
  countShown,
  durationShown,
  figureShown,
  moneyShown,
  percentShown,
  timeShown,
} from '../../../backtest/report/human-text.ts';
import { createTimeText, timeText } from '../../../backtest/report/time-text.ts';
import { toDecimal } from '../../../engine/domain/decimal.ts';

describe('numbers in files', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [-1.5, '-1.5'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [1e21, '1000000000000000000000'],
    [-1.5e22, '-15000000000000000000000'],
    [5e-324, `0.${'0'.repeat(323)}5`],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('%d is written as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it('has no exponent and reads back as the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = numberText(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text) + 0).toBe(value + 0);
      }),
    );
  });

  it.each([
    [9_999.999999999998, '10000'],
    [0.1 + 0.2, '0.3'],
    [1e-8, '0.00000001'],
    [4e-9, '0'],
    [-4e-9, '0'],
    [-12.345678909, '-12.34567891'],
    [123_456_789_012.34567, '123456789012.34567'],
  ])('money %d is written as %s', (value, text) => {
    expect(moneyText(value)).toBe(text);
  });

  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['100.50', '100.5'],
    ['0.0000000001', '0.0000000001'],
    ['123456789012345678901234567890.12345678', '123456789012345678901234567890.12345678'],
  ])('the Decimal %s is written as %s', (value, text) => {
    expect(decimalText(toDecimal(value))).toBe(text);
  });

  it('an average without an end is cut at sixteen digits', () => {
    expect(averageText(toDecimal(2).div(3))).toBe('0.6666666666666667');
    expect(averageText(toDecimal('0.000000012345'))).toBe('0.000000012345');
  });
});

describe('times in files', () => {
  it('agree with ISO 8601 in whatever order they come', () => {
    const times = fc.array(fc.integer({ min: Date.UTC(1965, 0, 1), max: Date.UTC(2100, 0, 1) }), { minLength: 1 });
    fc.assert(
      fc.property(times, (given) => {
        const toText = createTimeText();
        expect(given.map(toText)).toEqual(given.map(timeText));
      }),
    );
  });

  it('cut what lies between two milliseconds', () => {
    expect(createTimeText()(Date.UTC(2025, 0, 1) + 0.75)).toBe('2025-01-01T00:00:00.000Z');
  });
});

describe('figures in the terminal', () => {
  it.each([
    ['money', moneyShown('1234567.891'), '1,234,567.89'],
    ['a gain', moneyShown('12.5', true), '+12.50'],
    ['a loss', moneyShown('-1234.5', true), '-1,234.50'],
    ['no gain', moneyShown('0', true), '0.00'],
    ['small money', moneyShown('0.00012345'), '0.00012345'],
    ['a ratio', percentShown(0.12345), '12.35 %'],
    ['a large signed ratio', percentShown(31.2, true), '+3,120.00 %'],
    ['a negative ratio', percentShown(-0.5, true), '-50.00 %'],
    ['no ratio', percentShown(null), '–'],
    ['a figure', figureShown(1.005e3), '1,005.00'],
    ['a figure that is zero but for rounding', figureShown(-1e-17), '0.00'],
    ['no figure', figureShown(null), '–'],
    ['a count', countShown(1_234_567), '1,234,567'],
    ['days and hours', durationShown(100 * 3_600_000), '4 d 4 h'],
    ['whole days', durationShown(2 * 86_400_000), '2 d'],
    ['an hour and seconds', durationShown(3_605_000), '1 h'],
    ['seconds and milliseconds', durationShown(1_250), '1 s 250 ms'],
    ['no time', durationShown(0), '0 s'],
    ['no duration', durationShown(null), '–'],
    ['a minute of a day', timeShown('2025-05-04T15:33:00.000Z'), '2025-05-04 15:33'],
    ['a second of a day', timeShown('2025-05-04T15:33:07.000Z'), '2025-05-04 15:33:07'],
  ])('%s', (_, shown, expected) => {
    expect(shown).toBe(expected);
  });
});
