import { describe, expect, it } from 'vitest';
import type { Kline } from '../../../engine/domain/kline.ts';
import { createKlineChannel } from '../../../engine/market/kline-channel.ts';
import { flatKline } from './klines.ts';

function channelUnderTest() {
  const asked: number[] = [];
  let warming = 0;
  const channel = createKlineChannel({
    symbol: 'BTCUSDT',
    interval: '1m',
    askHistory: (count) => asked.push(count),
    duringWarmup: (tell) => {
      warming += 1;
      tell();
      warming -= 1;
    },
  });
  /** Hands each waiting subscription the end of `history` that it asked for, as the engine does. */
  const deliverHistory = (...history: readonly Kline[]): void => {
    for (const waiting of channel.waiting()) {
      for (const kline of history.slice(-waiting.count)) waiting.tellHistory(kline);
      waiting.join();
    }
  };
  const told: string[] = [];
  const listen = (name: string, warmup: number) =>
    channel.stream(warmup).subscribe((kline) => {
      told.push(`${name}:${kline.close}${kline.warmup ? 'w' : ''}${warming > 0 ? '!' : ''}`);
    });
  return { asked, channel, deliverHistory, listen, told };
}

describe('kline channel', () => {
  it('tells live klines to those who want no history, without asking for any', () => {
    const { asked, channel, listen, told } = channelUnderTest();
    listen('a', 0);
    channel.tell(flatKline(1, 1));
    expect(asked).toEqual([]);
    expect(told).toEqual(['a:1']);
  });

  it('gives each subscription the history it asked for first, flagged, and told as warm-up', () => {
    const { asked, channel, deliverHistory, listen, told } = channelUnderTest();
    listen('a', 2);
    listen('b', 1);
    expect(asked).toEqual([2, 1]);
    expect(channel.waiting().map(({ count }) => count)).toEqual([2, 1]);
    deliverHistory(flatKline(0, 0), flatKline(1, 1), flatKline(2, 2));
    channel.tell(flatKline(3, 3));
    expect(told).toEqual(['a:1w!', 'a:2w!', 'b:2w!', 'a:3', 'b:3']);
  });

  it('joins klines that closed while history was on its way, each once', () => {
    const { channel, deliverHistory, listen, told } = channelUnderTest();
    listen('a', 3);
    channel.tell(flatKline(2, 2));
    channel.tell(flatKline(3, 3));
    deliverHistory(flatKline(0, 0), flatKline(1, 1), flatKline(2, 2));
    channel.tell(flatKline(4, 4));
    expect(told).toEqual(['a:0w!', 'a:1w!', 'a:2w!', 'a:3', 'a:4']);
  });

  it('goes on with live klines where nothing was recorded before', () => {
    const { channel, deliverHistory, listen, told } = channelUnderTest();
    listen('a', 3);
    deliverHistory();
    channel.tell(flatKline(4, 4));
    expect(told).toEqual(['a:4']);
  });

  it('tells subscriptions in the order they were made, whether they wanted history or not', () => {
    const { channel, deliverHistory, listen, told } = channelUnderTest();
    listen('a', 1);
    listen('b', 0);
    deliverHistory(flatKline(0, 0));
    channel.tell(flatKline(1, 1));
    expect(told).toEqual(['a:0w!', 'a:1', 'b:1']);
  });

  it('forgets a subscription that ended while it waited', () => {
    const { channel, deliverHistory, listen, told } = channelUnderTest();
    listen('a', 1).unsubscribe();
    deliverHistory(flatKline(0, 0));
    channel.tell(flatKline(1, 1));
    expect(told).toEqual([]);
  });
});
