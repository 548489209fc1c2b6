import { describe, expect, it } from 'vitest';
import { createKlineFeed } from '../../../engine/market/kline-feed.ts';
import { flatKline } from './klines.ts';

const MINUTE_MS = 60_000;

describe('kline feed', () => {
  it('completes coarse klines together with the fine one that ends them', () => {
    const feed = createKlineFeed('BTCUSDT', '1m');
    expect(feed.build('3m', 0)).toBe(0);
    const completed = [0, 1, 2, 3].map((index) => {
      feed.accept(flatKline(index, index));
      return [feed.completed('3m')?.close, feed.completed('1m')?.close];
    });
    expect(completed).toEqual([
      [undefined, 0],
      [undefined, 1],
      [2, 2],
      [undefined, 3],
    ]);
  });

  it('asks for the fine klines that a bucket in progress lacks, and joins them with what came meanwhile', () => {
    const feed = createKlineFeed('BTCUSDT', '1m');
    expect(feed.build('5m', 3 * MINUTE_MS)).toBe(3);
    feed.accept(flatKline(3, 3));
    feed.seed([flatKline(0, 0), flatKline(1, 1), flatKline(2, 2)]);
    feed.accept(flatKline(4, 4));
    expect(feed.completed('5m')).toMatchObject({ openTime: 0, open: 0, close: 4, volume: 5 });
  });

  it('does not tell the bucket in progress where its beginning was not recorded', () => {
    const feed = createKlineFeed('BTCUSDT', '1m');
    feed.build('5m', 3 * MINUTE_MS);
    feed.seed([flatKline(2, 2)]);
    feed.accept(flatKline(3, 3));
    feed.accept(flatKline(4, 4));
    expect(feed.completed('5m')).toBeUndefined();
  });

  it('drops and counts what comes twice or too late, and counts gaps', () => {
    const feed = createKlineFeed('BTCUSDT', '1m');
    expect([1, 2, 2, 1, 5].map((index) => feed.accept(flatKline(index, index)))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(feed.counts).toEqual({ dropped: 2, gaps: 1 });
  });

  it('refuses an interval that the finest does not fill', () => {
    const feed = createKlineFeed('BTCUSDT', '15m');
    expect(() => feed.build('1m', 0)).toThrow('BTCUSDT is told in 15m klines, from which 1m klines cannot be built');
  });
});
