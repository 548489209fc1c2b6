// Section 1 of docs/fill-rules.md: where the price goes in a kline, and when it is where.
import { describe, expect, it } from 'vitest';
import {
  openPoint,
  pathOf,
  placeOfLast,
  placeOfMark,
  placeOfTime,
  turnedPath,
} from '../../../../backtest/exchange/path.ts';
import type { WalkKline, WalkMark } from '../../../../backtest/exchange/walk-input.ts';
import { instrument } from '../../../engine/instruments.ts';
import { amend, cancel, createStand, limit, market, stop, target } from '../stand.ts';

const RATIO: WalkMark = { kind: 'ratio', ratio: 1.5 };
const OWN: WalkMark = { kind: 'kline', open: 10, high: 40, low: 5, close: 20 };

function kline(mark: WalkMark): WalkKline {
  const prices = { open: 100, high: 110, low: 90, close: 104 };
  return { symbol: 'BTCUSDT', openTime: 0, closeTime: 60_000, ...prices, volume: 1, mark };
}

describe('path and place', () => {
  it('PATH-1: a kline is walked over its open, both extremes and its close', () => {
    expect(pathOf(kline(RATIO), 'low').map((point) => point.last)).toEqual([100, 90, 110, 104]);
    expect(pathOf(kline(RATIO), 'high').map((point) => point.last)).toEqual([100, 110, 90, 104]);
    expect(openPoint(kline(RATIO)).last).toBe(100);
  });

  it('PATH-2: the points lie at the open, a third, two thirds and the last millisecond', () => {
    expect(pathOf(kline(RATIO), 'low').map((point) => point.time)).toEqual([0, 19_999, 39_999, 59_999]);
    // 39,999 to 59,999 halfway: 10,000 on.
    const from = { last: 95, mark: 95, time: 39_999 };
    expect(turnedPath(kline(RATIO), from, 'low').map((point) => point.time)).toEqual([39_999, 49_999, 59_999]);
  });

  it('PATH-3: the time of a place is interpolated and cut to the millisecond', () => {
    const [a, b] = pathOf(kline(RATIO), 'low');
    if (a === undefined || b === undefined) throw new Error('a path has points');
    // 100 → 90 in 19,999 ms: 97 after 0.3 of it, 5,999.7.
    expect(placeOfLast(kline(RATIO), a, b, 0.3, 97).time).toBe(5_999);
  });

  it('PATH-3: two stops of one segment wake in the order of their places', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 2));
    stand.send(stop('low', 'sell', 1, 95, { reduceOnly: true }), stop('high', 'sell', 1, 97, { reduceOnly: true }));
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 100, 94, 98);
    const times = stand.of('orderTriggered').map((report) => `${report.clientOrderId} ${report.time}`);
    // A long takes its low first: 97 lies at 1/2 of 19,999, 95 at 5/6.
    expect(times).toEqual(['high 69999', 'low 76665']);
  });

  it('PATH-4: the mark walks in step, by a ratio or by its own kline', () => {
    expect(pathOf(kline(RATIO), 'low').map((point) => point.mark)).toEqual([150, 135, 165, 156]);
    expect(pathOf(kline(OWN), 'low').map((point) => point.mark)).toEqual([10, 5, 40, 20]);
    const [a, b] = pathOf(kline(OWN), 'low');
    if (a === undefined || b === undefined) throw new Error('a path has points');
    expect(placeOfLast(kline(OWN), a, b, 0.3, 97)).toMatchObject({ last: 97, mark: 8.5, isBetween: false });
    expect(placeOfMark(kline(OWN), a, b, 0.4, 8)).toMatchObject({ last: 96, mark: 8, isBetween: true });
    expect(placeOfMark(kline(RATIO), a, b, 0.4, 144)).toMatchObject({ last: 96, mark: 144 });
    expect(placeOfTime(kline(OWN), a, b, 9_999.5)).toMatchObject({ last: 95, mark: 7.5, time: 9_999.5 });
  });

  it('PATH-5: a command that arrives inside a kline meets the walk there', () => {
    const stand = createStand({ settings: { latencyMs: 30_000 } });
    stand.send(market('a', 'buy', 1));
    stand.bar(100, 103, 98, 100);
    // Low first: 98 at 19,999 → 103 at 39,999; at 30,000 it is 98 + 5 · 10,001/20,000 = 100.50025, against a buy 100.6.
    expect(stand.told()).toEqual(['30000 a accepted', '30000 a buy 1 @ 100.6 taker']);
  });

  it('PATH-5: what arrives after the last millisecond waits for the next kline', () => {
    const stand = createStand({ settings: { latencyMs: 60_000 } });
    stand.send(market('a', 'buy', 1));
    stand.bar(100, 103, 98, 100);
    expect(stand.told()).toEqual([]);
    stand.bar(101, 103, 98, 100);
    expect(stand.told()).toEqual(['60000 a accepted', '60000 a buy 1 @ 101 taker']);
  });

  it('PATH-6: at one place liquidation comes first, then stops, take-profits, limits, then arrival', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 9));
    const reduceOnly = { reduceOnly: true };
    stand.send(
      limit('limit', 'sell', 1, 99.9, { price: 104.9, reduceOnly: true }),
      target('tp1', 'sell', 1, 105, reduceOnly),
      target('tp2', 'sell', 1, 105, reduceOnly),
      stop('stop', 'buy', 1, 105),
    );
    stand.bar(100, 100, 100, 100);
    stand.bar(105, 105, 105, 105);
    expect(stand.told().filter((text) => text.includes('@ 105') || text.includes('@ 104.9'))).toEqual([
      '60000 stop buy 1 @ 105 taker',
      '60000 tp1 sell 1 @ 105 taker',
      '60000 tp2 sell 1 @ 105 taker',
      '60000 limit sell 1 @ 105 maker',
    ]);
  });

  it('PATH-6: an isolated position that the open liquidates leaves its stop nothing', () => {
    const stand = createStand({ settings: { marginMode: 'isolated', leverage: 10 } });
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 95, { reduceOnly: true }));
    stand.bar(100, 100, 100, 100);
    stand.bar(80, 82, 79, 81);
    expect(stand.told().slice(-3)).toEqual([
      '60000 liquidated BTCUSDT both at 80',
      '60000 s ended liquidation',
      '60000 liquidation of BTCUSDT sell 1 @ 90 taker',
    ]);
  });

  it('PATH-6: an amended order has arrived when it was amended', () => {
    const stand = createStand({ settings: { participationRatio: 1 } });
    stand.send(limit('a', 'buy', 2, 98), limit('b', 'buy', 2, 98), amend('a', 1, 98));
    stand.bar(100, 100, 99, 100);
    stand.bar(100, 100, 97, 99, { volume: 2 });
    expect(stand.fills().map((fill) => fill.clientOrderId)).toEqual(['b']);
  });

  it('PATH-6: a good-till date ends an order before a command of the same time reaches it', () => {
    const stand = createStand();
    stand.send(limit('a', 'buy', 1, 90, { timeInForce: 'GTD', goodTillMs: 60_000 }));
    stand.bar(100, 101, 99, 100);
    stand.send(cancel('a'));
    stand.bar(100, 101, 99, 100);
    expect(stand.told().slice(1)).toEqual(['60000 a ended good-till-date', '60000 cancelRejected UNKNOWN_ORDER']);
  });

  it('PATH-7: a happening is told to its end before an answer to it arrives', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 3, 95, { reduceOnly: true }));
    stand.react((report) => (report.kind === 'orderTriggered' ? [market('r', 'sell', 1)] : undefined));
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 100, 94, 97);
    expect(stand.told().slice(3)).toEqual([
      '76665 s triggered',
      '76665 s sell 1 @ 95 taker',
      '76665 s ended reduce-only',
      '76665 r accepted',
      '76665 r sell 1 @ 95 taker',
    ]);
  });

  it('PATH-8: symbols are walked together in the order of time, opens first and in the order of the klines', () => {
    const stand = createStand({ instruments: [instrument('BTCUSDT'), instrument('ETHUSDT')] });
    const eth = { symbol: 'ETHUSDT' };
    stand.send(
      limit('eth-99', 'buy', 1, 99, eth),
      limit('btc-98', 'buy', 1, 98),
      limit('eth-97', 'buy', 1, 97, eth),
      market('eth', 'buy', 1, eth),
      market('btc', 'buy', 1),
    );
    stand.bars([
      ['BTCUSDT', 100, 110, 90, 100],
      ['ETHUSDT', 100, 110, 90, 100],
    ]);
    expect(stand.fills().map((fill) => `${fill.clientOrderId} ${fill.time}`)).toEqual([
      'btc 0',
      'eth 0',
      'eth-99 1999',
      'btc-98 3999',
      // After its fill at 99 the price goes on to 90 until 1,999 + 29,000 ms: 97 lies at 2/9 of that.
      'eth-97 8443',
    ]);
  });

  it('PATH-8: an answer to one open that goes to a symbol which has opened still belongs to its open', () => {
    const stand = createStand({ instruments: [instrument('BTCUSDT'), instrument('ETHUSDT')] });
    stand.send(market('eth', 'buy', 1, { symbol: 'ETHUSDT' }));
    stand.react((report) =>
      report.kind === 'filled' && report.fill.clientOrderId === 'eth' ? [market('btc', 'buy', 1)] : undefined,
    );
    stand.bars([
      ['BTCUSDT', 100, 110, 90, 100],
      ['ETHUSDT', 100, 110, 90, 100],
    ]);
    expect(stand.fills().map((fill) => `${fill.clientOrderId} ${fill.time} ${fill.price.toString()}`)).toEqual([
      'eth 0 100',
      'btc 0 100',
    ]);
  });

  it('PATH-8: a timer runs before a happening of a later time, and what it sends meets the rest of the walk', () => {
    const stand = createStand();
    stand.send(limit('a', 'buy', 1, 95));
    stand.clock.at(9_000, () => stand.exchange.send(cancel('a')));
    stand.bar(100, 110, 90, 100);
    expect(stand.told()).toEqual(['0 a accepted', '9000 a ended requested']);
  });

  it('PATH-8: a timer of the time of a happening runs after it', () => {
    const stand = createStand();
    stand.send(limit('a', 'buy', 1, 95));
    stand.clock.at(29_999, () => stand.exchange.send(cancel('a')));
    stand.bar(100, 110, 90, 100);
    // Equally far: high first, then 110 → 90 from 19,999: 95 lies at 3/4, 34,999. The cancel comes before it.
    expect(stand.told()).toEqual(['0 a accepted', '29999 a ended requested']);
    stand.send(limit('b', 'buy', 1, 95));
    stand.clock.at(60_000 + 34_999, () => stand.exchange.send(cancel('b')));
    stand.bar(100, 110, 90, 100);
    expect(stand.told()).toEqual([
      '60000 b accepted',
      '94999 b buy 1 @ 95 maker',
      '94999 cancelRejected UNKNOWN_ORDER',
    ]);
  });

  it('PATH-8: a longer kline that ends at the same instant is walked in its own time, before the clock', () => {
    const instruments = [instrument('BTCUSDT'), instrument('ETHUSDT')];
    const stand = createStand({ instruments });
    const mark: WalkMark = { kind: 'ratio', ratio: 1 };
    const btc = (openTime: number): WalkKline => ({
      ...{ symbol: 'BTCUSDT', openTime, closeTime: openTime + 60_000, open: 100, high: 101, low: 99, close: 100 },
      ...{ volume: 1_000, mark },
    });
    const eth: WalkKline = { ...btc(0), symbol: 'ETHUSDT', closeTime: 120_000, low: 90 };
    stand.send(limit('eth', 'buy', 1, 95, { symbol: 'ETHUSDT' }), market('btc', 'buy', 1));
    stand.react((report) =>
      report.kind === 'filled' && report.fill.clientOrderId === 'eth' ? [market('answer', 'buy', 1)] : undefined,
    );
    stand.exchange.walk({ time: 60_000, klines: [btc(0)], funding: [] });
    stand.clock.advanceTo(60_000);
    stand.exchange.walk({ time: 120_000, klines: [btc(60_000), eth], funding: [] });
    // The high of 101 is nearer; 101 → 90 runs from 39,999 to 79,999, where 95 lies at 6/11: 61,817. The limit came at 0.
    expect(stand.told()).toEqual([
      '0 btc accepted',
      '0 btc buy 1 @ 100 taker',
      '0 eth accepted',
      '61817 eth buy 1 @ 95 maker',
      '61817 answer accepted',
      // BTC goes from 100 to its low of 99 in 19,999 ms: 99.90915 after 1,817, against a buy 100.
      '61817 answer buy 1 @ 100 taker',
    ]);
  });

  it('PATH-9: funding settles after the last step, at the time of the instant', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 95, { reduceOnly: true }));
    stand.bars([['BTCUSDT', 100, 101, 99, 100]], [{ symbol: 'BTCUSDT', rateRatio: 0.001 }]);
    stand.bars([['BTCUSDT', 100, 101, 94, 100]], [{ symbol: 'BTCUSDT', rateRatio: 0.001 }]);
    expect(stand.told().slice(2)).toEqual([
      '0 s accepted',
      '60000 funding BTCUSDT both -0.1',
      expect.stringContaining('s triggered'),
      expect.stringContaining('s sell 1 @ 95'),
    ]);
  });

  it('PATH-10: a kline of volume 0 fills and wakes nothing, but answers commands', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 95, { reduceOnly: true }), limit('l', 'buy', 1, 96));
    stand.bar(100, 101, 99, 100);
    stand.told();
    stand.send(market('m', 'buy', 1), limit('i', 'buy', 1, 120, { timeInForce: 'IOC' }));
    stand.send(limit('f', 'buy', 1, 120, { timeInForce: 'FOK' }), cancel('x'));
    stand.bar(90, 92, 88, 91, { volume: 0 });
    expect(stand.told()).toEqual([
      '60000 m accepted',
      '60000 i accepted',
      '60000 i ended ioc-remainder',
      '60000 f accepted',
      '60000 f ended fok-not-filled',
      '60000 cancelRejected UNKNOWN_ORDER',
    ]);
    stand.bar(91, 97, 91, 96);
    expect(stand.told()).toEqual([
      '120000 m buy 1 @ 91 taker',
      '120000 s triggered',
      '120000 s sell 1 @ 91 taker',
      '120000 l buy 1 @ 96 maker',
    ]);
  });

  it('PATH-10: good-till dates, funding and liquidation go on in a kline of volume 0', () => {
    const stand = createStand({ settings: { marginMode: 'isolated', leverage: 10 } });
    stand.send(market('e', 'buy', 1), limit('g', 'buy', 1, 50.1, { timeInForce: 'GTD', goodTillMs: 61_000 }));
    stand.bar(100, 101, 99, 100);
    stand.told();
    stand.bars([['BTCUSDT', 100, 100, 80, 80, { volume: 0 }]], []);
    expect(stand.told()).toEqual([
      '61000 g ended good-till-date',
      expect.stringContaining('liquidated'),
      expect.stringContaining('@ 90 taker'),
    ]);
  });
});
