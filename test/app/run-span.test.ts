import { describe, expect, test } from 'vitest';
import { reachOf, spanOf } from '../../app/run-span.ts';
import { klineColumnsFromRows, type KlineColumns } from '../../backtest/data/kline-columns.ts';
import type { ReplayMarket } from '../../backtest/replay/replay.ts';
import type { Interval } from '../../engine/domain/interval.ts';
import { parse, MINIMAL } from '../config/minimal.ts';

const day = (number: number): number => Date.UTC(2025, 0, number);

function klines(interval: Interval, ...openTimes: readonly number[]): KlineColumns {
  const prices = { open: 1, high: 1, low: 1, close: 1, volume: 1 };
  return klineColumnsFromRows(
    'BTCUSDT',
    interval,
    openTimes.map((openTime) => ({ openTime, ...prices })),
  );
}

function market(columns: KlineColumns): ReplayMarket {
  return { symbol: 'BTCUSDT', klines: columns, finer: [], coarse: [], marks: undefined, funding: undefined };
}

const written = parse(MINIMAL);

describe('what klines reach over', () => {
  test('is from the first open to the last close', () => {
    expect(reachOf(klines('1d', day(1), day(5)))).toEqual({ fromTime: day(1), toTime: day(6) });
  });

  test('ends with the month where klines are months', () => {
    const reach = reachOf(klines('1M', Date.UTC(2025, 0, 1), Date.UTC(2025, 1, 1)));
    expect(reach).toEqual({ fromTime: Date.UTC(2025, 0, 1), toTime: Date.UTC(2025, 2, 1) });
  });

  test('is nothing without a kline', () => {
    expect(reachOf(klines('1d'))).toBeUndefined();
  });
});

describe('the span of a run', () => {
  const markets = [market(klines('1d', day(3), day(4))), market(klines('1h', day(2), day(5)))];

  test.each([
    ['reaches over all markets', null, null, day(2), day(5) + 3_600_000],
    ['is narrowed by from and to', day(3) + 1, day(4), day(3) + 1, day(4)],
  ])('%s', (_, from, to, fromTime, toTime) => {
    const wide = [market(klines('1d', day(3), day(4))), market(klines('1h', day(2), day(3) + 3_600_000, day(5)))];
    expect(spanOf(wide, { from, to }, written)).toEqual({ fromTime, toTime });
  });

  test('is refused where it falls into a gap of all markets', () => {
    expect(() => spanOf(markets, { from: day(4) + 1, to: day(5) }, written)).toThrow(
      /data\.from: no kline lies between from and to, the data reaches from 2025-01-02T00:00:00\.000Z to 2025-01-05T01:00:00\.000Z$/,
    );
  });

  test('is refused where there are no klines', () => {
    expect(() => spanOf([market(klines('1d'))], { from: null, to: null }, written)).toThrow(
      'data: holds no kline that can be used',
    );
  });
});
