// Section 11 of docs/fill-rules.md: klines that are walked by their trades.
import { describe, expect, it } from 'vitest';
import { instrument } from '../../../engine/instruments.ts';
import { amend, cancel, limit, market, order, stop, target, trailing } from '../stand.ts';
import { createTapeStand, type Tick } from '../tape-stand.ts';

const at = (atMs: number, price: number, quantity = 100, taker: 'buy' | 'sell' = 'sell'): Tick => [
  atMs,
  price,
  quantity,
  taker,
];
/** Falls to 90, rises to 110, and back: both extremes could be first, yet the trades say which was. */
const SWING: readonly Tick[] = [at(0, 100), at(10, 90), at(20, 110, 100, 'buy'), at(30, 100)];

const TENTH = { settings: { participationRatio: 0.1 } };

describe('trades', () => {
  it('TRADE-1: each is a place of its own time, in the order of the rows, and no kline is ambiguous', () => {
    const stand = createTapeStand();
    stand.send(limit('low', 'buy', 1, 95), limit('high', 'sell', 1, 105));
    stand.minute([at(0, 100), at(7, 90), at(7, 110, 1, 'buy'), at(7, 89), at(40, 100)]);
    expect(stand.told()).toEqual([
      '0 low accepted',
      '0 high accepted',
      '7 low buy 1 @ 95 maker',
      '7 high sell 1 @ 105 maker',
    ]);
    expect(stand.exchange.statistics.ambiguousBars).toBe(0);
  });

  it('TRADE-1: nothing lies between two trades: what is crossed happens at the second', () => {
    const stand = createTapeStand();
    stand.send(market('m', 'buy', 2), stop('s', 'sell', 1, 95), target('t', 'sell', 1, 105));
    stand.minute([at(0, 100), at(30_000, 80), at(50_000, 120)]);
    expect(stand.told().filter((text) => text.includes('@'))).toEqual([
      '0 m buy 2 @ 100 taker',
      '30000 s sell 1 @ 80 taker',
      '50000 t sell 1 @ 120 taker',
    ]);
  });

  it('TRADE-1: a trade at the very close belongs to the next kline', () => {
    const stand = createTapeStand();
    stand.minute(SWING);
    // The strategy has seen the kline at its close and answers without delay.
    stand.send(market('m', 'buy', 1));
    stand.minute([at(0, 101), at(1, 150)]);
    expect(stand.told()).toEqual(['60000 m accepted', '60000 m buy 1 @ 101 taker']);
  });

  it('TRADE-1: LIQUID-6 leaves symbols out whose trades say when each price was', () => {
    const stand = createTapeStand({
      settings: { leverage: 20 },
      balance: 1_000,
      instruments: [instrument('BTCUSDT'), instrument('ETHUSDT')],
    });
    const flat = { symbol: 'ETHUSDT', open: 100, high: 100, low: 100, close: 100, volume: 1e6 } as const;
    const ratio = { kind: 'ratio', ratio: 1 } as const;
    stand.send(market('b', 'buy', 60), market('e', 'buy', 60, { symbol: 'ETHUSDT' }));
    stand.minute([at(0, 100, 1e6)], { beside: [{ ...flat, mark: ratio }] });
    stand.minute([at(0, 100), at(10, 92), at(20, 100)], {
      beside: [{ ...flat, low: 92, mark: ratio, trades: undefined }],
    });
    expect(stand.exchange.books().positions).toHaveLength(2);
    expect(stand.exchange.statistics.ambiguousLiquidations).toBe(0);
  });

  it('TRADE-2: the last price goes on over klines, and before the first trade it is that of the first', () => {
    const stand = createTapeStand();
    // Judged at the open, at which nothing has been traded: the first trade is at 100.
    stand.send(stop('above', 'sell', 1, 101), stop('below', 'sell', 1, 99));
    stand.minute([at(20_000, 100), at(30_000, 105, 1, 'buy')]);
    expect(stand.told()).toEqual(['0 above rejected WOULD_TRIGGER_AT_ONCE', '0 below accepted']);
    stand.send(stop('second', 'sell', 1, 105), stop('third', 'sell', 1, 104));
    stand.minute([]);
    expect(stand.told()).toEqual(['60000 second rejected WOULD_TRIGGER_AT_ONCE', '60000 third accepted']);
  });

  it('TRADE-3: with a ratio the mark stands at each trade at its price times the ratio', () => {
    const stand = createTapeStand({ settings: { leverage: 1 } });
    stand.send(market('m', 'buy', 1), stop('s', 'sell', 1, 90, { workingType: 'mark' }));
    stand.minute([at(0, 100), at(10_000, 95), at(20_000, 92)], { ratio: 0.97 });
    expect(stand.told().slice(3)).toEqual(['20000 s triggered', '20000 s sell 1 @ 92 taker']);
  });

  it('TRADE-3: a mark kline goes from its low to its high as the trades go from theirs to theirs', () => {
    const stand = createTapeStand();
    stand.send(market('m', 'buy', 3));
    for (const [id, trigger] of [
      ['a', 99],
      ['b', 95],
      ['c', 91],
    ] as const) {
      stand.send(stop(id, 'sell', 1, trigger, { workingType: 'mark' }));
    }
    // Trades from 80 to 120, marks from 90 to 110: half as far.
    stand.minute([at(0, 120), at(10_000, 100), at(20_000, 90), at(30_000, 80)], { mark: [101, 110, 90, 100] });
    expect(stand.told().filter((text) => text.includes('sell'))).toEqual([
      '20000 a sell 1 @ 90 taker',
      '20000 b sell 1 @ 90 taker',
      '30000 c sell 1 @ 80 taker',
    ]);
  });

  it('TRADE-3: without a trade the mark takes its own way, on which liquidation alone is looked at', () => {
    const stand = createTapeStand({ settings: { leverage: 10, marginMode: 'isolated' } });
    stand.send(market('m', 'buy', 1));
    stand.minute([at(0, 100)]);
    stand.send(stop('s', 'sell', 1, 95, { workingType: 'mark' }));
    stand.told();
    stand.minute([], { mark: [100, 101, 94, 100] });
    expect(stand.told()).toEqual(['60000 s accepted']);
    stand.minute([], { mark: [100, 106, 80, 100] });
    // The high is nearer to the open and comes at a third, the low at two thirds.
    expect(stand.told()[0]).toBe('159999 liquidated BTCUSDT both at 80');
  });

  it('TRADE-4: an order takes at the next trade, never at one that was there before it', () => {
    const stand = createTapeStand({ settings: { latencyMs: 250, slippageTicks: 2 } });
    stand.minute([at(0, 100)]);
    stand.send(market('m', 'buy', 1));
    // Sent at 60000, it arrives at 60250.
    stand.minute([at(249, 101), at(250, 102), at(251, 103)]);
    expect(stand.told()).toEqual(['60250 m accepted', '60250 m buy 1 @ 102.2 taker']);
  });

  it('TRADE-4: it is answered when it arrives, by the prices of the trade before it', () => {
    const stand = createTapeStand({ settings: { latencyMs: 500 } });
    stand.minute([at(0, 100)]);
    stand.send(
      limit('gtx', 'buy', 1, 101, { timeInForce: 'GTX' }),
      limit('ioc', 'buy', 1, 99, { timeInForce: 'IOC' }),
      limit('rest', 'buy', 1, 99),
      market('m', 'buy', 1),
      cancel('m'),
    );
    stand.minute([at(20_000, 90)]);
    expect(stand.told()).toEqual([
      '60500 gtx rejected POST_ONLY_WOULD_TAKE',
      '60500 ioc accepted',
      '60500 ioc ended ioc-remainder',
      '60500 rest accepted',
      '60500 m accepted',
      '60500 m ended requested',
      '80000 rest buy 1 @ 99 maker',
    ]);
  });

  it('TRADE-4: a marketable limit takes at the next trade, or rests where that is beyond its price', () => {
    const stand = createTapeStand();
    stand.minute([at(0, 100)]);
    stand.send(limit('takes', 'buy', 1, 102), limit('misses', 'buy', 1, 101));
    stand.send(
      limit('ioc', 'buy', 1, 101, { timeInForce: 'IOC' }),
      limit('fok', 'buy', 1, 101, { timeInForce: 'FOK' }),
    );
    stand.minute([at(1_000, 101.5), at(2_000, 100.5)]);
    expect(stand.told().slice(4)).toEqual([
      '61000 takes buy 1 @ 101.5 taker',
      '61000 ioc ended ioc-remainder',
      '61000 fok ended fok-not-filled',
      '62000 misses buy 1 @ 101 maker',
    ]);
  });

  it('TRADE-4: an amended limit that has become marketable takes at the next trade', () => {
    const stand = createTapeStand();
    stand.minute([at(0, 100)]);
    stand.send(limit('l', 'buy', 1, 90), amend('l', 1, 105));
    stand.minute([at(1_000, 103, 1, 'buy')]);
    expect(stand.told()).toEqual(['60000 l accepted', '60000 l amended', '61000 l buy 1 @ 103 taker']);
  });

  it('TRADE-4: what is sent in answer to a fill meets the next trade, be it of the same millisecond', () => {
    const stand = createTapeStand();
    stand.react((report) =>
      report.kind === 'filled' && report.fill.clientOrderId === 'l' ? [market('x', 'sell', 1)] : [],
    );
    stand.send(limit('l', 'buy', 1, 95));
    stand.minute([at(0, 100), at(50, 94), at(50, 93), at(51, 92)]);
    expect(stand.told().filter((text) => text.includes('@'))).toEqual([
      '50 l buy 1 @ 95 maker',
      '50 x sell 1 @ 93 taker',
    ]);
  });

  it('TRADE-5: what waits to take comes first at a trade, then stops, take-profits and limits', () => {
    const stand = createTapeStand(TENTH);
    stand.minute([at(0, 100)]);
    stand.send(limit('l', 'buy', 5, 97), stop('s', 'sell', 3, 98), market('m', 'buy', 4));
    stand.minute([at(1_000, 96, 100)]);
    expect(stand.told().slice(3)).toEqual([
      '61000 m buy 4 @ 96 taker',
      '61000 s triggered',
      '61000 s sell 3 @ 96 taker',
      '61000 l buy 3 @ 97 maker',
    ]);
  });

  it('TRADE-6: orders take a share of each trade, and what is left of them goes on at the next', () => {
    const stand = createTapeStand({ settings: { participationRatio: 0.1, slippageTicks: 1 } });
    stand.send(market('m', 'buy', 5));
    stand.minute([at(0, 100, 20), at(10, 101, 0.009), at(20, 102, 10, 'buy'), at(30, 103, 1_000)]);
    expect(stand.told()).toEqual([
      '0 m accepted',
      '0 m buy 2 @ 100.1 taker',
      '20 m buy 1 @ 102.1 taker',
      '30 m buy 2 @ 103.1 taker',
    ]);
    stand.send(limit('l', 'buy', 5, 100), limit('ioc', 'buy', 5, 104, { timeInForce: 'IOC' }));
    stand.minute([at(0, 103, 30), at(10, 99, 20), at(20, 99.5, 40)]);
    expect(stand.told()).toEqual([
      '60000 l accepted',
      '60000 ioc accepted',
      '60000 ioc buy 3 @ 103 taker',
      '60000 ioc ended ioc-remainder',
      '60010 l buy 2 @ 100 maker',
      '60020 l buy 3 @ 100 maker',
    ]);
  });

  it('TRADE-6: a woken stop takes from the trade that woke it, and goes on at the next ones', () => {
    const stand = createTapeStand(TENTH);
    stand.send(market('m', 'buy', 4), stop('s', 'sell', 4, 95));
    stand.minute([at(0, 100), at(10, 94, 30), at(20, 97, 40, 'buy')]);
    expect(stand.told().slice(3)).toEqual(['10 s triggered', '10 s sell 3 @ 94 taker', '20 s sell 1 @ 97 taker']);
  });

  it.each(['through', 'touch'] as const)(
    'TRADE-7: a resting limit fills by takers of the other side, %s',
    (limitFill) => {
      const stand = createTapeStand({ settings: { limitFill } });
      stand.minute([at(0, 100)]);
      stand.send(limit('b', 'buy', 1, 95), limit('s', 'sell', 1, 105));
      stand.minute([
        at(1, 94, 9, 'buy'),
        at(2, 95, 9, 'sell'),
        at(3, 94, 9, 'sell'),
        at(4, 106, 9, 'sell'),
        at(5, 105, 9, 'buy'),
        at(6, 106, 9, 'buy'),
      ]);
      const [buyTime, sellTime] = limitFill === 'touch' ? [60_002, 60_005] : [60_003, 60_006];
      expect(stand.told().slice(2)).toEqual([`${buyTime} b buy 1 @ 95 maker`, `${sellTime} s sell 1 @ 105 maker`]);
    },
  );

  it('TRADE-7: it fills at its own price, also where no trade of the kline printed it', () => {
    const stand = createTapeStand();
    stand.minute([at(0, 100)]);
    stand.send(limit('b', 'buy', 1, 98));
    stand.minute([at(5, 90), at(6, 91)]);
    expect(stand.told()).toEqual(['60000 b accepted', '60005 b buy 1 @ 98 maker']);
  });

  it('TRADE-8: trailing stops follow the trades from the last price of their arrival on', () => {
    const stand = createTapeStand();
    stand.send(market('m', 'buy', 2));
    stand.minute([at(0, 100)]);
    stand.told();
    stand.send(trailing('t', 'sell', 1, 0.05), trailing('later', 'sell', 1, 0.05, { activation: 120 }));
    stand.minute([at(1, 110, 9, 'buy'), at(2, 105), at(3, 104.4), at(4, 121, 9, 'buy'), at(5, 114.9)]);
    expect(stand.told().slice(2)).toEqual([
      '60003 t triggered',
      '60003 t sell 1 @ 104.4 taker',
      '60005 later triggered',
      '60005 later sell 1 @ 114.9 taker',
    ]);
  });

  it('TRADE-8: an order held back by price protect is looked at again at the next trade', () => {
    const stand = createTapeStand({ settings: { leverage: 1 } });
    stand.send(market('m', 'buy', 1), stop('s', 'sell', 1, 95, { priceProtect: true }));
    const mark = [100, 100, 90, 95] as const;
    // At 50 the mark is 90: too far. At 94 it is 98.8: close enough.
    stand.minute([at(0, 100), at(10, 50), at(20, 94)], { mark });
    expect(stand.told().slice(3)).toEqual(['20 s triggered', '20 s sell 1 @ 94 taker']);
  });

  it('TRADE-9: a trade is told when all it causes has happened, and an answer meets later trades alone', () => {
    const stand = createTapeStand();
    const told: string[] = [];
    stand.exchange.report$.subscribe((report) => told.push(`${report.kind} ${report.time}`));
    stand.listen((time, price) => {
      told.push(`trade ${time} ${price}`);
      if (price === 94) stand.send(market('x', 'sell', 1));
    });
    stand.send(limit('l', 'buy', 1, 95));
    stand.minute([at(0, 100), at(50, 94), at(50, 93)]);
    expect(told).toEqual([
      'orderAccepted 0',
      'trade 0 100',
      'filled 50',
      'trade 50 94',
      'orderAccepted 50',
      'filled 50',
      'trade 50 93',
    ]);
    expect(stand.fills().at(-1)?.price.toNumber()).toBe(93);
  });

  it('TRADE-9: an answer takes its time and passes the trades before its arrival', () => {
    const stand = createTapeStand({ settings: { latencyMs: 30 } });
    stand.listen((time) => {
      if (time === 10) stand.send(order('x', 'buy', 'MARKET', 1));
    });
    stand.minute([at(10, 100), at(39, 101), at(40, 102), at(50, 103)]);
    expect(stand.told()).toEqual(['40 x accepted', '40 x buy 1 @ 102 taker']);
  });
});
