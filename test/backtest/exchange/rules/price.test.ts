// Sections 4 and 5 of docs/fill-rules.md: at which price an order fills, and how much of it.
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../../engine/domain/decimal.ts';
import { slippedPrice, toTick } from '../../../../backtest/exchange/fill-price.ts';
import { tickOrRatioSlippage } from '../../../../backtest/exchange/models.ts';
import { instrument } from '../../../engine/instruments.ts';
import { amend, cancel, createStand, limit, market, order, stop, target, trailing } from '../stand.ts';

const OUT = { reduceOnly: true };

describe('fill prices', () => {
  it('PRICE-1: a market order fills from the price of its place, as taker', () => {
    const stand = createStand({ settings: { takerFeeRatio: 0.001, makerFeeRatio: 0.0001 } });
    stand.send(market('e', 'buy', 1));
    stand.bar(100, 101, 99, 100);
    expect(stand.fills().map((fill) => [fill.price.toString(), fill.liquidity, fill.fee.toString()])).toEqual([
      ['100', 'taker', '0.1'],
    ]);
  });

  it('PRICE-2: a price between points is brought to the tick against the order', () => {
    const tick = new Decimal('0.1');
    const at = (price: number, side: 'buy' | 'sell') => toTick(new Decimal(price), tick, side).toString();
    expect([at(100.33333333333333, 'buy'), at(100.33333333333333, 'sell')]).toEqual(['100.4', '100.3']);
    // Within 1e-9 of a tick it is that tick.
    expect([at(100.30000000000001, 'buy'), at(100.29999999999998, 'sell')]).toEqual(['100.3', '100.3']);
  });

  it('PRICE-2: a price between points stays within what was traded', () => {
    const stand = createStand({ settings: { latencyMs: 10_000 } });
    stand.send(limit('e', 'buy', 1, 105));
    // An old recording on a finer tick: 100.04 is the highest price, and rounding up would leave it.
    stand.bar(100.02, 100.04, 99.99, 100);
    expect(stand.fills()[0]?.price.toString()).toBe('100.04');
  });

  it('PRICE-3: slippage is the greater of ticks and ratio, then rounded to the tick against the order', () => {
    const btc = instrument('BTCUSDT');
    const slip = (ticks: number, ratio: number, side: 'buy' | 'sell', price: number): string =>
      slippedPrice(tickOrRatioSlippage(ticks, ratio), btc, side, new Decimal(price), new Decimal(1)).toString();
    expect(slip(1, 0.0001, 'buy', 100)).toBe('100.1');
    expect(slip(1, 0.0001, 'buy', 12_345.6)).toBe('12346.9');
    expect(slip(1, 0.0001, 'sell', 12_345.6)).toBe('12344.3');
    expect(slip(5, 0.0001, 'sell', 0.3)).toBe('0.1');
  });

  it('PRICE-3: limit kinds do not slip', () => {
    const stand = createStand({ settings: { slippageTicks: 5 } });
    stand.send(limit('taker', 'buy', 1, 105), limit('maker', 'buy', 1, 99));
    stand.bar(100, 101, 98, 100);
    expect(stand.fills().map((fill) => `${fill.price.toString()} ${fill.slippage?.toString()}`)).toEqual([
      '100 0',
      '99 0',
    ]);
  });

  it('PRICE-4: a resting limit fills beyond its price, or at a touch of it', () => {
    const fills = (limitFill: string, low: number): string[] => {
      const stand = createStand({ settings: { limitFill } });
      stand.send(limit('l', 'buy', 1, 99));
      stand.bar(100, 101, low, 100);
      return stand.fills().map((fill) => `${fill.price.toString()} ${fill.liquidity}`);
    };
    expect([fills('through', 99), fills('touch', 99)]).toEqual([[], ['99 maker']]);
    expect([fills('through', 98.9), fills('touch', 98.9)]).toEqual([['99 maker'], ['99 maker']]);
  });

  it('PRICE-4: a limit at the very open waits (through) or takes (touch)', () => {
    const told = (limitFill: string): string[] => {
      const stand = createStand({ settings: { limitFill } });
      stand.send(limit('l', 'buy', 1, 100), limit('s', 'sell', 1, 100));
      stand.bar(100, 100, 100, 100);
      return stand.fills().map((fill) => `${fill.clientOrderId} ${fill.liquidity}`);
    };
    expect([told('through'), told('touch')]).toEqual([[], ['l taker', 's taker']]);
  });

  it('PRICE-5: a limit that is satisfied on arrival takes at the price of its place', () => {
    const stand = createStand({ settings: { latencyMs: 30_000 } });
    stand.send(limit('b', 'buy', 1, 105), limit('s', 'sell', 1, 95), limit('at', 'buy', 1, 100.6));
    stand.bar(100, 103, 98, 100);
    // At 30,000 ms 98 → 103 has come to 100.50025.
    expect(stand.fills().map((fill) => `${fill.clientOrderId} ${fill.price.toString()} ${fill.liquidity}`)).toEqual([
      'b 100.6 taker',
      's 100.5 taker',
      'at 100.6 taker',
    ]);
  });

  it('PRICE-5: a post-only order that would take is rejected, one that waits is not', () => {
    const stand = createStand();
    stand.send(
      limit('cross', 'buy', 1, 100.1, { timeInForce: 'GTX' }),
      limit('at', 'buy', 1, 100, { timeInForce: 'GTX' }),
    );
    stand.bar(100, 101, 99, 100);
    expect(stand.told()).toEqual([
      '0 cross rejected POST_ONLY_WOULD_TAKE',
      '0 at accepted',
      '29999 at buy 1 @ 100 maker',
    ]);
  });

  it('PRICE-6: stops and take-profits wake at a touch, from either side', () => {
    const stand = createStand();
    stand.send(
      stop('buy stop', 'buy', 1, 103),
      stop('sell stop', 'sell', 1, 97),
      target('buy target', 'buy', 1, 97),
      target('sell target', 'sell', 1, 103),
      stop('never', 'buy', 1, 103.1),
    );
    stand.bar(100, 103, 97, 100);
    expect(stand.fills().map((fill) => `${fill.clientOrderId} ${fill.price.toString()}`)).toEqual([
      'buy stop 103',
      'sell target 103',
      'sell stop 97',
      'buy target 97',
    ]);
  });

  it('PRICE-6: woken by mark they fill from the last price of the same place', () => {
    for (const [workingType, price] of [
      ['last', '97'],
      ['mark', '96.4'],
    ] as const) {
      const stand = createStand();
      stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 97, { ...OUT, workingType }));
      stand.bar(100, 100, 100, 100);
      // Mark 101 → 96 while last goes 100 → 94.3: 97 is 4/5 of the mark's way, the last price there 95.44 …
      stand.bar(100, 100, 95.5, 98, { mark: [101, 101, 96, 98] });
      // … with the low at 95.5: 100 − 0.8 · 4.5 = 96.4.
      expect(stand.fills().at(-1)?.price.toString()).toBe(price);
    }
  });

  it('PRICE-7: a woken stop-limit takes what its limit allows, else it rests', () => {
    const stand = createStand();
    stand.send(
      order('takes', 'buy', 'STOP', 1, { trigger: 102, price: 102.5 }),
      order('rests', 'buy', 'STOP', 1, { trigger: 102, price: 101.5 }),
      order('post', 'sell', 'TAKE_PROFIT', 1, { trigger: 102, price: 101, timeInForce: 'GTX' }),
      order('waits', 'sell', 'TAKE_PROFIT', 1, { trigger: 102, price: 102.5, timeInForce: 'GTX' }),
    );
    stand.bar(100, 103, 100, 103);
    expect(
      stand
        .told()
        .slice(4)
        .map((text) => text.replace(/^\d+ /, '')),
    ).toEqual([
      'takes triggered',
      'takes buy 1 @ 102 taker',
      'rests triggered',
      'post triggered',
      'post ended post-only-at-trigger',
      'waits triggered',
      'rests buy 1 @ 101.5 maker',
      'waits sell 1 @ 102.5 maker',
    ]);
  });

  it('PRICE-8: a trailing stop follows from its activation and fills at its trigger', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 2));
    stand.send(trailing('now', 'sell', 1, 0.02, OUT), trailing('later', 'sell', 1, 0.02, { ...OUT, activation: 104 }));
    stand.bar(100, 101, 99.5, 101);
    // `now` follows 101: 98.98, down to 98.9. `later` sleeps.
    stand.bar(101, 103, 98.9, 99);
    expect(
      stand
        .fills()
        .slice(1)
        .map((fill) => `${fill.clientOrderId} ${fill.price.toString()}`),
    ).toEqual(['now 98.9']);
    // Over 104 to 105 and back: 105 · 0.98 = 102.9.
    stand.bar(99, 105, 98, 102);
    expect(
      stand
        .fills()
        .slice(2)
        .map((fill) => `${fill.clientOrderId} ${fill.price.toString()}`),
    ).toEqual(['later 102.9']);
  });

  it('PRICE-8: a trailing buy follows the low, by mark where it says so', () => {
    const stand = createStand();
    stand.send(market('e', 'sell', 1), trailing('t', 'buy', 1, 0.03, { ...OUT, workingType: 'mark' }));
    stand.bar(100, 100, 100, 100);
    // The mark's low of 90 · 1.03 = 92.7. Low first it lies at 0.27 of the mark's way up 90 → 100, where last is
    // 95 + 5 · 0.27 = 96.35; high first at 27/80 of 90 → 98, at 96.0125. A short pays more the first way.
    stand.bar(100, 100, 95, 98, { mark: [100, 100, 90, 98] });
    expect(stand.fills().at(-1)?.price.toString()).toBe('96.4');
  });

  it('PRICE-9: a protected stop is not woken while last and mark are apart, and is looked at again at the next open', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 2), stop('s', 'sell', 1, 95, { ...OUT, priceProtect: true }));
    stand.send(stop('plain', 'sell', 1, 95, OUT));
    stand.bar(100, 100, 100, 100);
    stand.told();
    stand.bar(100, 100, 94, 94.5, { ratio: 1.1 });
    expect(stand.told().map((text) => text.replace(/^\d+ /, ''))).toEqual([
      'plain triggered',
      'plain sell 1 @ 95 taker',
    ]);
    stand.bar(94, 96, 93, 95);
    expect(stand.told()).toEqual(['120000 s triggered', '120000 s sell 1 @ 94 taker']);
  });

  it('PRICE-10: before slippage a fill lies within what was traded', () => {
    const stand = createStand();
    stand.send(limit('l', 'buy', 1, 99));
    stand.bar(100, 101, 99.5, 100);
    stand.bar(90, 91, 89, 90);
    expect(stand.fills().map((fill) => fill.price.toString())).toEqual(['91']);
  });
});

describe('liquidity', () => {
  const SHARED = { settings: { participationRatio: 0.1 } };

  it('LIQ-1: all orders of a kline share a part of its volume, in the order of their fills', () => {
    const stand = createStand(SHARED);
    stand.send(market('a', 'buy', 3), limit('b', 'buy', 3, 99), limit('c', 'buy', 3, 98));
    stand.bar(100, 101, 97, 99.5, { volume: 50 });
    expect(stand.fills().map((fill) => `${fill.clientOrderId} ${fill.quantity.toString()}`)).toEqual(['a 3', 'b 2']);
  });

  it('LIQ-1: without a ratio there is no limit', () => {
    const stand = createStand({ settings: { participationRatio: null } });
    stand.send(market('a', 'buy', 500));
    stand.bar(100, 101, 97, 99.5, { volume: 0.001 });
    expect(stand.fills().map((fill) => fill.quantity.toString())).toEqual(['500']);
  });

  it('LIQ-2: a resting limit keeps what volume left of it', () => {
    const stand = createStand(SHARED);
    stand.send(limit('a', 'buy', 3, 99));
    stand.bar(100, 101, 98, 100, { volume: 10 });
    stand.bar(100, 101, 98, 100, { volume: 100 });
    expect(
      stand.fills().map((fill) => `${fill.quantity.toString()} ${fill.price.toString()} ${fill.liquidity}`),
    ).toEqual(['1 99 maker', '2 99 maker']);
  });

  it('LIQ-3: what takes goes on at the next open; a limit takes there only while the open satisfies it', () => {
    const stand = createStand({ settings: { participationRatio: 0.1, slippageTicks: 1 } });
    stand.send(market('m', 'buy', 2), limit('l', 'buy', 2, 102));
    stand.bar(100, 101, 99, 100, { volume: 30 });
    stand.bar(101, 101.5, 100.5, 101, { volume: 5 });
    stand.bar(103, 104, 101, 103, { volume: 5 });
    expect(
      stand
        .fills()
        .map((fill) => `${fill.clientOrderId} ${fill.quantity.toString()} ${fill.price.toString()} ${fill.liquidity}`),
    ).toEqual(['m 2 100.1 taker', 'l 1 100 taker', 'l 0.5 101 taker', 'l 0.5 102 maker']);
  });

  it('LIQ-3: without volume left a stop wakes all the same and fills at the next open', () => {
    const stand = createStand(SHARED);
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 95, OUT));
    stand.bar(100, 100, 94, 96, { volume: 10 });
    expect(stand.told().slice(2)).toEqual(['0 s accepted', '16665 s triggered']);
    stand.bar(93, 97, 92, 95, { volume: 10 });
    expect(stand.told()).toEqual(['60000 s sell 1 @ 93 taker']);
  });

  it('LIQ-4: IOC fills what it can, FOK all or nothing, as limit and as market order', () => {
    const told = (type: 'LIMIT' | 'MARKET', timeInForce: 'IOC' | 'FOK', volume: number): string[] => {
      const stand = createStand(SHARED);
      stand.send(order('o', 'buy', type, 2, { timeInForce, ...(type === 'LIMIT' ? { price: 101 } : {}) }));
      stand.bar(100, 101, 99, 100, { volume });
      return stand.told().slice(1);
    };
    for (const type of ['LIMIT', 'MARKET'] as const) {
      expect(told(type, 'IOC', 10)).toEqual(['0 o buy 1 @ 100 taker', '0 o ended ioc-remainder']);
      expect(told(type, 'FOK', 10)).toEqual(['0 o ended fok-not-filled']);
      expect(told(type, 'FOK', 20)).toEqual(['0 o buy 2 @ 100 taker']);
    }
  });

  it('LIQ-4: IOC and FOK limits that are not marketable end at once', () => {
    const stand = createStand();
    stand.send(limit('i', 'buy', 1, 99, { timeInForce: 'IOC' }), limit('f', 'buy', 1, 99, { timeInForce: 'FOK' }));
    stand.bar(100, 101, 98, 100);
    expect(stand.told()).toEqual([
      '0 i accepted',
      '0 i ended ioc-remainder',
      '0 f accepted',
      '0 f ended fok-not-filled',
    ]);
  });

  it('LIQ-4: they hold for a woken stop-limit too', () => {
    const stand = createStand(SHARED);
    stand.send(order('s', 'buy', 'STOP', 2, { trigger: 102, price: 103, timeInForce: 'IOC' }));
    stand.bar(100, 103, 100, 103, { volume: 10 });
    expect(
      stand
        .told()
        .slice(2)
        .map((text) => text.replace(/^\d+ /, '')),
    ).toEqual(['s buy 1 @ 102 taker', 's ended ioc-remainder']);
  });

  it('LIQ-5: a good-till-date order ends at its time and is refused when that is past', () => {
    const stand = createStand();
    const gtd = (goodTillMs: number) => ({ timeInForce: 'GTD', goodTillMs }) as const;
    stand.send(
      limit('a', 'buy', 1, 95, gtd(20_000)),
      limit('b', 'buy', 1, 95, gtd(0)),
      limit('c', 'buy', 1, 95, gtd(90_000)),
    );
    stand.bar(100, 110, 90, 100);
    // Both extremes are as far, so the high comes first and 95 lies after 30,000 ms.
    expect(stand.told()).toEqual([
      '0 a accepted',
      '0 b rejected BAD_REQUEST',
      '0 c accepted',
      '20000 a ended good-till-date',
      '34999 c buy 1 @ 95 maker',
    ]);
  });

  it('LIQ-2: an order that is cancelled or amended while it waits for volume obeys', () => {
    const stand = createStand(SHARED);
    stand.send(market('m', 'buy', 3), limit('l', 'buy', 3, 101));
    stand.bar(100, 101, 99, 100, { volume: 10 });
    stand.send(amend('l', 1, 98));
    stand.bar(100, 101, 99, 100, { volume: 0 });
    stand.send(cancel('m'), cancel('l'));
    stand.bar(100, 101, 99, 100, { volume: 10 });
    expect(stand.told().slice(3)).toEqual([
      '60000 l amended',
      '120000 m buy 1 @ 100 taker',
      '120000 m ended requested',
      '120000 l ended requested',
    ]);
  });
});
