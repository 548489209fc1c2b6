import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bucketStart } from '../../../engine/domain/interval.ts';
import { createKlineAggregator } from '../../../engine/market/kline-aggregator.ts';
import { flatKline } from './klines.ts';

describe('kline aggregator', () => {
  it('builds open, high, low, close and sums of a bucket', () => {
    const aggregator = createKlineAggregator('BTCUSDT', '3m');
    const fine = [
      { ...flatKline(3, 10), high: 12, low: 9, close: 11, volume: 1 },
      { ...flatKline(4, 11), high: 15, low: 10, close: 14, volume: 2 },
      { ...flatKline(5, 14), high: 14, low: 8, close: 9, volume: 4 },
    ];
    const built = fine.map((kline) => aggregator.add(kline));
    expect(built.slice(0, 2)).toEqual([undefined, undefined]);
    expect(built[2]).toMatchObject({
      interval: '3m',
      openTime: 180_000,
      closeTime: 360_000,
      open: 10,
      high: 15,
      low: 8,
      close: 9,
      volume: 7,
      tradeCount: 3,
    });
  });

  it('does not tell a bucket that began before the first kline', () => {
    const aggregator = createKlineAggregator('BTCUSDT', '3m');
    const told = [4, 5, 6, 7, 8].map((index) => aggregator.add(flatKline(index, index))?.openTime);
    expect(told).toEqual([undefined, undefined, undefined, undefined, 360_000]);
  });

  it('does not tell a bucket with a gap in it, and begins again at the next', () => {
    const aggregator = createKlineAggregator('BTCUSDT', '3m');
    const told = [0, 2, 3, 4, 5].map((index) => aggregator.add(flatKline(index, index))?.openTime);
    expect(told).toEqual([undefined, undefined, undefined, undefined, 180_000]);
  });

  it('opens weeks on Monday and months on the first', () => {
    const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
    expect(bucketStart('1w', day('2024-05-19'))).toBe(day('2024-05-13'));
    expect(bucketStart('1w', day('2024-05-20'))).toBe(day('2024-05-20'));
    expect(bucketStart('1M', day('2024-02-29'))).toBe(day('2024-02-01'));
    const months = createKlineAggregator('BTCUSDT', '1M');
    const firstDay = day('2024-02-01') / 86_400_000;
    const told = Array.from({ length: 29 }, (_, index) => months.add(flatKline(firstDay + index, 1, '1d')));
    expect(told.filter((kline) => kline !== undefined)).toEqual([
      expect.objectContaining({ openTime: day('2024-02-01'), closeTime: day('2024-03-01'), volume: 29 }),
    ]);
  });

  property.prop([fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 120 })])(
    'tells exactly the buckets whose fine klines all came',
    (indices) => {
      const present = new Set(indices);
      const aggregator = createKlineAggregator('BTCUSDT', '5m');
      const told: number[] = [];
      for (const index of indices.toSorted((a, b) => a - b)) {
        const complete = aggregator.add(flatKline(index, index));
        if (complete !== undefined) told.push(complete.openTime / 60_000);
      }
      const whole: number[] = [];
      for (let start = 0; start <= 120; start += 5) {
        if ([0, 1, 2, 3, 4].every((offset) => present.has(start + offset))) whole.push(start);
      }
      expect(told).toEqual(whole);
    },
  );
});
