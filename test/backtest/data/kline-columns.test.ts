import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  concatKlines,
  indexAtTime,
  klineColumnsFromRows,
  lowerBound,
  pickKlines,
  sliceKlines,
  sliceKlinesByTime,
} from '../../../backtest/data/kline-columns.ts';
import { anyKlines, candle, FROM_MS, MINUTE_MS, minutes, plain } from './kline-rows.ts';

const five = minutes(...[0, 1, 2, 3, 4].map((minute) => candle(minute, { close: 100 + minute / 10 })));

describe('kline columns', () => {
  test('keep what the rows said, and 0 where a row says nothing', () => {
    expect(plain(minutes(candle(0), candle(1, { quoteVolume: 7, tradeCount: 8, takerBuyVolume: 2 })))).toEqual({
      symbol: 'BTCUSDT',
      interval: '1m',
      length: 2,
      openTime: [FROM_MS, FROM_MS + MINUTE_MS],
      open: [100, 100],
      high: [101, 101],
      low: [99, 99],
      close: [100.5, 100.5],
      volume: [5, 5],
      quoteVolume: [0, 7],
      tradeCount: [0, 8],
      takerBuyVolume: [0, 2],
    });
  });

  test('lie on memory that workers can share', () => {
    expect(five.close.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test.each([
    ['before the first', -1, 0],
    ['at the first', 0, 0],
    ['between two', 1.5, 2],
    ['at the last', 4, 4],
    ['after the last', 4.1, 5],
  ])('find the index of a time %s', (_, minute, index) => {
    expect(indexAtTime(five, FROM_MS + minute * MINUTE_MS)).toBe(index);
  });

  property.prop([fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: -1, max: 51 })])(
    'find the same index as counting does',
    (values, value) => {
      const ascending = Float64Array.from(values).toSorted();
      expect(lowerBound(ascending, value)).toBe(values.filter((other) => other < value).length);
    },
  );

  test('are cut by open time, the end excluded, without copying', () => {
    const cut = sliceKlinesByTime(five, FROM_MS + MINUTE_MS, FROM_MS + 3 * MINUTE_MS);
    expect(Array.from(cut.close)).toEqual([100.1, 100.2]);
    expect(cut.length).toBe(2);
    expect(cut.close.buffer).toBe(five.close.buffer);
  });

  test.each([
    ['beyond their end', 3, 99, 2],
    ['where the end is before the start', 3, 1, 0],
  ])('can be cut %s', (_, from, to, length) => {
    const cut = sliceKlines(five, from, to);
    expect(cut.length).toBe(length);
    expect(cut.volume).toHaveLength(length);
  });

  test('are picked row by row in any order', () => {
    expect(Array.from(pickKlines(five, [4, 0, 0]).close)).toEqual([100.4, 100, 100]);
  });

  property.prop([anyKlines, fc.nat(40)])('give themselves again when cut in two and joined', (columns, cut) => {
    const joined = concatKlines(sliceKlines(columns, 0, cut), sliceKlines(columns, cut, columns.length));
    expect(plain(joined)).toEqual(plain(columns));
  });

  test('of another interval or symbol are not joined', () => {
    const hours = klineColumnsFromRows('BTCUSDT', '1h', [candle(0)]);
    expect(() => concatKlines(five, hours)).toThrow('BTCUSDT 1h klines cannot be joined to BTCUSDT 1m klines');
  });
});
