import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../engine/domain/interval.ts';
import { createKlineChannel } from '../../../engine/market/kline-channel.ts';
import { createKlineFeed } from '../../../engine/market/kline-feed.ts';
import type { Want } from '../../../engine/ports/market-source.ts';
import { createHistoryDesk } from '../../../engine/trader/history-desk.ts';
import { flatKline } from '../market/klines.ts';

const MINUTE_MS = 60_000;

/** Two symbols of one-minute klines, a source that is answered by hand, and a log of what was told to whom. */
function deskUnderTest() {
  const wants: Want[] = [];
  const told: string[] = [];
  const feeds = ['BTCUSDT', 'ETHUSDT'].map((symbol) => createKlineFeed(symbol, '1m'));
  const desk = createHistoryDesk({ want: (list) => wants.push(...list) }, feeds);
  const listen = (name: string, symbol: string, interval: Interval, warmup: number) => {
    const channel = createKlineChannel({
      symbol,
      interval,
      askHistory: (count) => {
        desk.ask(symbol, interval, count);
      },
      duringWarmup: (tell) => {
        tell();
      },
    });
    desk.add(channel);
    channel.stream(warmup).subscribe((kline) => {
      told.push(`${name} ${kline.interval} ${kline.closeTime / MINUTE_MS}${kline.warmup ? 'w' : ''}`);
    });
    return channel;
  };
  const answer = (symbol: string, interval: Interval, ...indices: readonly number[]): void => {
    const klines = indices.map((index) => flatKline(index, index, interval, symbol));
    desk.receive({ kind: 'history', time: 0, symbol, interval, klines });
  };
  return { answer, desk, feeds, listen, told, wants };
}

describe('history desk', () => {
  it('asks once for each symbol and interval, for as many klines as the greediest wants', () => {
    const { desk, listen, wants } = deskUnderTest();
    listen('a', 'BTCUSDT', '1m', 3);
    listen('b', 'BTCUSDT', '1m', 5);
    listen('c', 'ETHUSDT', '1m', 1);
    desk.sendWants(600_000);
    desk.sendWants(600_000);
    expect(wants).toEqual([
      { kind: 'history', symbol: 'BTCUSDT', interval: '1m', before: 600_000, count: 5 },
      { kind: 'history', symbol: 'ETHUSDT', interval: '1m', before: 600_000, count: 1 },
    ]);
  });

  it('tells all history together in order of time, coarse before fine, then symbols', () => {
    const { answer, desk, listen, told } = deskUnderTest();
    listen('eth', 'ETHUSDT', '1m', 2);
    listen('fine', 'BTCUSDT', '1m', 2);
    listen('coarse', 'BTCUSDT', '5m', 2);
    desk.sendWants(10 * MINUTE_MS);
    answer('ETHUSDT', '1m', 8, 9);
    answer('BTCUSDT', '1m', 8, 9);
    expect(told).toEqual([]);
    answer('BTCUSDT', '5m', 0, 1);
    expect(told).toEqual(['coarse 5m 5w', 'fine 1m 9w', 'eth 1m 9w', 'coarse 5m 10w', 'fine 1m 10w', 'eth 1m 10w']);
  });

  it('serves a subscription made while an answer was on its way without cutting the first one short', () => {
    const { answer, desk, listen, told, wants } = deskUnderTest();
    listen('a', 'BTCUSDT', '1m', 3);
    desk.sendWants(10 * MINUTE_MS);
    listen('b', 'BTCUSDT', '1m', 1);
    desk.sendWants(10 * MINUTE_MS);
    expect(wants.map((want) => want.kind === 'history' && want.count)).toEqual([3, 3]);
    answer('BTCUSDT', '1m', 7, 8, 9);
    answer('BTCUSDT', '1m', 7, 8, 9);
    expect(told).toEqual(['a 1m 8w', 'a 1m 9w', 'a 1m 10w', 'b 1m 10w']);
  });

  it('is not put off by history nobody asked for', () => {
    const { answer, desk, listen, told } = deskUnderTest();
    answer('ETHUSDT', '1m', 1);
    listen('a', 'BTCUSDT', '1m', 1);
    desk.sendWants(10 * MINUTE_MS);
    answer('BTCUSDT', '1m', 9);
    expect(told).toEqual(['a 1m 10w']);
  });

  it('joins where nothing was recorded', () => {
    const { answer, desk, listen, told } = deskUnderTest();
    const channel = listen('a', 'BTCUSDT', '1m', 5);
    desk.sendWants(0);
    answer('BTCUSDT', '1m');
    channel.tell(flatKline(0, 0));
    expect(told).toEqual(['a 1m 1']);
  });

  it('tells a coarse kline that was completed while the beginning of its bucket was on its way', () => {
    const { answer, desk, feeds, listen, told } = deskUnderTest();
    const [feed] = feeds;
    listen('a', 'BTCUSDT', '5m', 0);
    desk.ask('BTCUSDT', '1m', feed?.build('5m', 3 * MINUTE_MS) ?? 0);
    desk.sendWants(3 * MINUTE_MS);
    feed?.accept(flatKline(3, 3));
    feed?.accept(flatKline(4, 4));
    answer('BTCUSDT', '1m', 0, 1, 2);
    expect(told).toEqual(['a 5m 5']);
  });
});
