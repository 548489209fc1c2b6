import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { klineColumnsFromRows, type KlineColumns, pickKlines } from '../../../backtest/data/kline-columns.ts';
import { resampleKlines } from '../../../backtest/data/resample-klines.ts';
import { bucketEnd } from '../../../engine/domain/interval.ts';
import type { Kline } from '../../../engine/domain/kline.ts';
import { createKlineAggregator } from '../../../engine/market/kline-aggregator.ts';
import { candle, FROM_MS, MINUTE_MS, minutes, plain } from './kline-rows.ts';

/** What the engine tells of the same klines: other code, the same rule. */
function toldByEngine(
  fine: KlineColumns,
  interval: '5m' | '15m' | '1h',
): readonly Pick<Kline, 'openTime' | 'open' | 'high' | 'low' | 'close'>[] {
  const aggregator = createKlineAggregator(fine.symbol, interval);
  const told: Kline[] = [];
  for (let row = 0; row < fine.length; row++) {
    const openTime = fine.openTime[row] ?? 0;
    const coarse = aggregator.add({
      symbol: fine.symbol,
      interval: fine.interval,
      openTime,
      closeTime: bucketEnd(fine.interval, openTime),
      open: fine.open[row] ?? 0,
      high: fine.high[row] ?? 0,
      low: fine.low[row] ?? 0,
      close: fine.close[row] ?? 0,
      volume: fine.volume[row] ?? 0,
      quoteVolume: 0,
      tradeCount: 0,
      takerBuyVolume: 0,
      warmup: false,
    });
    if (coarse !== undefined) told.push(coarse);
  }
  return told.map(({ openTime, open, high, low, close }) => ({ openTime, open, high, low, close }));
}

describe('coarser klines', () => {
  test('have the first open, the extremes, the last close and the sums of theirs', () => {
    const fine = minutes(
      candle(0, { open: 100, high: 103, volume: 0.1, tradeCount: 2 }),
      candle(1, { low: 97, volume: 0.2, tradeCount: 1 }),
      candle(2, { close: 99.5, volume: 0.3, takerBuyVolume: 0.25 }),
    );
    const { columns, incomplete } = resampleKlines(fine, '3m');
    const expected = {
      openTime: FROM_MS,
      open: 100,
      high: 103,
      low: 97,
      close: 99.5,
      volume: 0.6,
      tradeCount: 3,
      takerBuyVolume: 0.25,
    };
    expect(plain(columns)).toEqual(plain(klineColumnsFromRows('BTCUSDT', '3m', [expected])));
    expect(incomplete).toBe(0);
  });

  test.each([
    ['at the start', [1, 2, 3, 4, 5, 6, 7, 8, 9], [5], 1],
    ['at the end', [0, 1, 2, 3, 4, 5, 6], [0], 1],
    ['over a gap', [0, 1, 2, 4, 5, 6, 7, 8, 9], [5], 1],
    ['nowhere', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 5], 0],
  ])('are not made %s of a recording that lacks some', (_, recorded, made, incomplete) => {
    const resampled = resampleKlines(minutes(...recorded.map((minute) => candle(minute))), '5m');
    expect(Array.from(resampled.columns.openTime)).toEqual(made.map((minute) => FROM_MS + minute * MINUTE_MS));
    expect(resampled.incomplete).toBe(incomplete);
  });

  property.prop([
    fc.array(fc.record({ close: fc.integer({ min: 1, max: 999 }), kept: fc.boolean() }), {
      minLength: 1,
      maxLength: 200,
    }),
    fc.integer({ min: 0, max: 90 }),
    fc.constantFrom('5m' as const, '15m' as const, '1h' as const),
  ])('are those the engine tells of the same recording', (rows, offset, interval) => {
    const all = minutes(
      ...rows.map(({ close }, index) => candle(offset + index, { close, high: 1000 + close, low: close / 2 })),
    );
    const kept = [...rows.keys()].filter((index) => rows[index]?.kept === true || index % 7 !== 0);
    const fine = pickKlines(all, kept);
    const { columns } = resampleKlines(fine, interval);
    const made = Array.from({ length: columns.length }, (_, row) => ({
      openTime: columns.openTime[row],
      open: columns.open[row],
      high: columns.high[row],
      low: columns.low[row],
      close: columns.close[row],
    }));
    expect(made).toEqual(toldByEngine(fine, interval));
  });

  test.each(['1m', '1M'] as const)('are not made of klines that do not divide them: %s from 5m', (interval) => {
    const fine = klineColumnsFromRows('BTCUSDT', interval === '1m' ? '5m' : '1w', [candle(0)]);
    expect(() => resampleKlines(fine, interval)).toThrow(`klines do not make ${interval} klines`);
  });
});
