import { filter, map, merge, switchMap, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type Interval, type Kline, open } from '../../../engine/index.ts';
import { type BenchInput, type Candle, flat, runStrategy, T0 } from './bench.ts';
import { strategyOf } from './script.ts';

/** Minutes since T0 at which klines opened, `w` where they were told as warm-up. */
function told(interval: Interval, warmup: number, input: Partial<BenchInput>): readonly string[] {
  const seen: Kline[] = [];
  const strategy = strategyOf(({ klines }) =>
    klines(interval, { warmup }).pipe(
      tap((kline) => seen.push(kline)),
      map(() => open({ side: 'long', quantity: 1 })),
    ),
  );
  runStrategy({ klines: flat(20), strategy, ...input });
  return seen.map((kline) => `${(kline.openTime - T0) / 60_000}${kline.warmup ? 'w' : ''}`);
}

describe('warm-up', () => {
  it('comes first, flagged, and joins what is live without a seam', () => {
    expect(told('1m', 3, { klines: flat(8), from: 5 })).toEqual(['2w', '3w', '4w', '5', '6', '7']);
  });

  it('is as long as there are recordings', () => {
    expect(told('1m', 100, { klines: flat(5), from: 2 })).toEqual(['0w', '1w', '2', '3', '4']);
  });

  it('of coarse klines is built from the fine ones', () => {
    expect(told('5m', 2, { klines: flat(25), from: 15 })).toEqual(['5w', '10w', '15', '20']);
  });

  it('reaches further back where coarse klines are recorded', () => {
    const coarse = { interval: '5m' as const, klines: flat(2) };
    // Recordings of 1m begin at minute 10; those of 5m at 0.
    const klines: Candle[] = [...Array.from({ length: 10 }, () => null), ...flat(15)];
    expect(told('5m', 9, { klines: { BTCUSDT: { klines, coarse } }, from: 15 })).toEqual([
      '0w',
      '5w',
      '10w',
      '15',
      '20',
    ]);
  });

  it('passes over a bucket that lacks a kline', () => {
    const klines: Candle[] = [...flat(7), null, ...flat(17)];
    expect(told('5m', 9, { klines, from: 15 })).toEqual(['0w', '10w', '15', '20']);
  });

  it('answers are dropped and counted', () => {
    const strategy = strategyOf(({ klines }) =>
      klines('1m', { warmup: 3 }).pipe(map(() => open({ side: 'long', quantity: 1 }))),
    );
    const run = runStrategy({ klines: flat(6), from: 4, strategy });
    expect(run.backtest.engine.strategies()).toMatchObject([{ warmupIntentsDropped: 3 }]);
    // The two live klines are answered; what the last one's answer would meet is not recorded.
    expect(run.orders()).toHaveLength(2);
    expect(run.fillLines()).toEqual(['k5 entry buy 1 @ 100 taker']);
  });

  it('of several intervals comes in the order in which it would have been lived', () => {
    const seen: string[] = [];
    const strategy = strategyOf(({ klines }) =>
      merge(klines('1m', { warmup: 6 }), klines('5m', { warmup: 1 })).pipe(
        tap(({ interval, openTime }) => seen.push(`${interval} ${(openTime - T0) / 60_000}`)),
        map(() => open({ side: 'long', quantity: 1 })),
      ),
    );
    runStrategy({ klines: flat(11), from: 10, strategy });
    expect(seen).toEqual(['1m 4', '1m 5', '1m 6', '1m 7', '1m 8', '5m 5', '1m 9', '1m 10']);
  });
});

describe('coarse klines beside fine ones', () => {
  it('are told from the first whole bucket of recordings that begin inside one', () => {
    // 00:07 to 00:52: the buckets of 00:15 and 00:30 are whole.
    expect(told('15m', 0, { klines: flat(45), startTime: T0 + 7 * 60_000 })).toEqual(['15', '30']);
  });

  it('and a bucket that was in progress at the start is made up from before', () => {
    // From 00:20 on; the bucket of 00:15 ends after the start, so it is news.
    expect(told('15m', 0, { klines: flat(45), from: 20 })).toEqual(['15', '30']);
    expect(told('15m', 1, { klines: flat(45), from: 20 })).toEqual(['0w', '15', '30']);
  });

  it('carry the figures of what they are made of', () => {
    const seen: Kline[] = [];
    const strategy = strategyOf(({ klines }) =>
      klines('5m').pipe(
        tap((kline) => seen.push(kline)),
        map(() => open({ side: 'long', quantity: 1 })),
      ),
    );
    const klines: Candle[] = [
      [100, 101, 99, 100, 1],
      [100, 105, 100, 104, 2],
      [104, 104, 96, 97, 3],
      [97, 98, 97, 98, 4],
      [98, 99, 97.5, 98.5, 5],
    ];
    runStrategy({ klines, strategy });
    expect(seen).toMatchObject([
      { open: 100, high: 105, low: 96, close: 98.5, volume: 15, warmup: false, interval: '5m' },
    ]);
  });

  it('leave out a bucket with a gap', () => {
    const klines: Candle[] = [...flat(7), null, ...flat(7)];
    expect(told('5m', 0, { klines })).toEqual(['0', '10']);
  });

  it('go on with those whose length does not divide the hour of the start', () => {
    expect(told('1h', 0, { klines: flat(130), startTime: T0 + 30 * 60_000 })).toEqual(['60']);
  });
});

describe('a subscription in mid-run', () => {
  /** What `interval` tells to a subscription made at the close of kline 6, with the minute at which each was told. */
  function toldLate(interval: Interval, warmup: number): readonly string[] {
    const seen: string[] = [];
    const strategy = strategyOf(({ klines, clock }) =>
      klines('1m').pipe(
        filter(({ openTime }) => openTime === T0 + 6 * 60_000),
        switchMap(() => klines(interval, { warmup })),
        tap(({ openTime, warmup: isWarmup }) => {
          const [opened, at] = [openTime, clock.now()].map((time) => (time - T0) / 60_000);
          seen.push(`${opened}${isWarmup ? 'w' : ''} at ${at}`);
        }),
        map(() => open({ side: 'long', quantity: 0.1 })),
      ),
    );
    const run = runStrategy({ klines: flat(16), strategy });
    expect(run.backtest.engine.strategies()).toMatchObject([{ warmupIntentsDropped: warmup }]);
    return seen;
  }

  it('is warmed up by what has closed, and joined without a seam', () => {
    expect(toldLate('1m', 2).slice(0, 4)).toEqual(['5w at 7', '6w at 7', '7 at 8', '8 at 9']);
  });

  it('has the coarse bucket in progress made up from before', () => {
    expect(toldLate('5m', 0)).toEqual(['5 at 10', '10 at 15']);
    expect(toldLate('5m', 1)).toEqual(['0w at 7', '5 at 10', '10 at 15']);
  });
});
