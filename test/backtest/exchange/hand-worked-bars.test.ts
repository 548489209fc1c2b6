// Klines worked by hand: each test says which way the price goes and does the arithmetic beside it.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../engine/domain/report.ts';
import { createStand, limit, market, stop, target, order, cancel, trailing, type Stand } from './stand.ts';

/** Stop and target that answer the entry's fill, as a bracket does. */
function protect(stand: Stand, entry: string, stopAt: number, targetAt: number, quantity = 1): void {
  stand.react((report: Report) => {
    if (report.kind !== 'filled' || report.fill.clientOrderId !== entry) return undefined;
    const side = report.fill.side === 'buy' ? 'sell' : 'buy';
    return [
      stop(`${entry}-SL`, side, quantity, stopAt, { reduceOnly: true }),
      target(`${entry}-TP`, side, quantity, targetAt, { reduceOnly: true }),
    ];
  });
}

describe('a kline worked by hand', () => {
  it('1: a market order fills at the open, with slippage against it, as taker', () => {
    const stand = createStand({ settings: { slippageTicks: 1, slippageRatio: 0.0001, takerFeeRatio: 0.0005 } });
    stand.send(market('e', 'buy', 2));
    stand.bar(10_000, 10_050, 9_990, 10_040);
    // max(0.1, 10,000 · 0.0001 = 1) = 1 above the open; fee 20,002 · 0.0005.
    expect(stand.told()).toEqual(['0 e accepted', '0 e buy 2 @ 10001 taker']);
    const [fill] = stand.fills();
    expect([fill?.fee.toString(), fill?.slippage?.toString()]).toEqual(['10.001', '2']);
  });

  it('2: an entry and its stop lie in one kline', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1));
    protect(stand, 'e', 95, 120);
    stand.bar(100, 110, 94, 105);
    // O 100 → L 94 → H 110 → C 105 or H first: both fill the stop at 95, at 95 of 100 → 94 in the first 19,999 ms:
    // 5/6 of 19,999 = 16,665.8.
    expect(stand.told()).toEqual([
      '0 e accepted',
      '0 e buy 1 @ 100 taker',
      '0 e-SL accepted',
      '0 e-TP accepted',
      '16665 e-SL triggered',
      '16665 e-SL sell 1 @ 95 taker',
    ]);
  });

  it("3: a limit entry's target in the same kline is not reached: from the fill the price goes to the low, then to the close", () => {
    const stand = createStand();
    stand.send(limit('e', 'buy', 1, 99));
    protect(stand, 'e', 90, 101);
    stand.bar(100, 103, 98, 100.5);
    // Flat: the low is nearer (2 < 3). 99 is reached halfway; then 99 → 98 → 100.5, and 101 is never seen.
    expect(stand.told()).toEqual([
      '0 e accepted',
      '9999 e buy 1 @ 99 maker',
      '9999 e-SL accepted',
      '9999 e-TP accepted',
    ]);
    expect(stand.exchange.statistics.ambiguousBars).toBe(1);
  });

  it('4: the same entry walked nearest-extreme-first takes its target at the high', () => {
    const stand = createStand({ settings: { walk: 'nearest-extreme-first' } });
    stand.send(limit('e', 'buy', 1, 99));
    protect(stand, 'e', 90, 101);
    stand.bar(100, 103, 98, 100.5);
    // 98 → 103 from 19,999 to 39,999: 101 lies at 3/5 of it.
    expect(stand.told().slice(-2)).toEqual(['31999 e-TP triggered', '31999 e-TP sell 1 @ 101 taker']);
  });

  it('5: a gap through a stop fills at the open', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 95, { reduceOnly: true }));
    stand.bar(100, 101, 99, 100);
    stand.bar(92, 96, 91, 95);
    expect(stand.told().slice(-2)).toEqual(['60000 s triggered', '60000 s sell 1 @ 92 taker']);
  });

  it('6: with both legs in reach the stop is the worse of the two walks', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1));
    protect(stand, 'e', 95, 105);
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 106, 94, 100);
    // Nobody cancels the target here: it wakes later with nothing left to reduce.
    expect(stand.told().slice(4)).toEqual([
      '76665 e-SL triggered',
      '76665 e-SL sell 1 @ 95 taker',
      '98332 e-TP triggered',
      '98332 e-TP ended reduce-only',
    ]);
    expect(stand.exchange.statistics.ambiguousBars).toBe(1);
  });

  it('7: with both legs in reach the best walk takes the target', () => {
    const stand = createStand({ settings: { walk: 'best-first' } });
    stand.send(market('e', 'buy', 1));
    protect(stand, 'e', 95, 105);
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 106, 94, 100);
    expect(stand.told().slice(4, 6)).toEqual(['76665 e-TP triggered', '76665 e-TP sell 1 @ 105 taker']);
  });

  it('8: a stop woken by a mark outside the traded range fills at the last price of the same place', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 90, { workingType: 'mark', reduceOnly: true }));
    stand.bar(100, 100, 100, 100);
    // Mark 100 → 88 while last goes 100 → 98: the mark is at 90 after 10/12 of the way, the last price then 98.333…,
    // against a sell 98.3. Place: 60,000 + 5/6 · 19,999.
    stand.bar(100, 101, 98, 100, { mark: [100, 101, 88, 100] });
    expect(stand.told().slice(-2)).toEqual(['76665 s triggered', '76665 s sell 1 @ 98.3 taker']);
  });

  it('9: a limit that the price only touches stays, one tick further it fills', () => {
    const stand = createStand();
    stand.send(limit('a', 'buy', 1, 99), limit('b', 'buy', 1, 99.1));
    stand.bar(100, 100.5, 99, 100);
    // 99.1 of 100 → 99 is at 0.9: high first, since 0.5 < 1, so that leg runs from 19,999 (100.5) to 39,999 (99).
    // 1.4/1.5 of 20,000 = 18,666.7.
    expect(stand.told()).toEqual(['0 a accepted', '0 b accepted', '38665 b buy 1 @ 99.1 maker']);
  });

  it('10: a resting limit that the open leaps over fills at its own price where that was traded', () => {
    const stand = createStand();
    stand.send(limit('a', 'buy', 1, 99));
    stand.bar(100, 101, 99.5, 100);
    stand.bar(97, 99.5, 96, 98);
    expect(stand.told().slice(-1)).toEqual(['60000 a buy 1 @ 99 maker']);
  });

  it('11: a resting limit that a whole kline leaps over fills at the nearest price that was traded', () => {
    const stand = createStand();
    stand.send(limit('a', 'buy', 1, 99));
    stand.bar(100, 101, 99.5, 100);
    stand.bar(97, 98.5, 96, 98);
    expect(stand.told().slice(-1)).toEqual(['60000 a buy 1 @ 98.5 maker']);
  });

  it('12: a limit that is marketable when it comes takes at the open', () => {
    const stand = createStand({ settings: { slippageTicks: 3 } });
    stand.send(limit('a', 'buy', 1, 103));
    stand.bar(100, 101, 99, 100);
    expect(stand.told()).toEqual(['0 a accepted', '0 a buy 1 @ 100 taker']);
  });

  it('13: a market order larger than its share of the volume goes on at the next open', () => {
    const stand = createStand({ settings: { participationRatio: 0.1 } });
    stand.send(market('e', 'buy', 3));
    stand.bar(100, 101, 99, 100, { volume: 12.34567 });
    stand.bar(101, 102, 100, 101, { volume: 50 });
    // 1.234567 down to the step is 1.234; 1.766 is left.
    expect(stand.told()).toEqual(['0 e accepted', '0 e buy 1.234 @ 100 taker', '60000 e buy 1.766 @ 101 taker']);
  });

  it('14: a short takes the high first, and its stop with it', () => {
    const stand = createStand();
    stand.send(market('e', 'sell', 1));
    protect(stand, 'e', 105, 95);
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 106, 94.5, 100);
    expect(stand.told().slice(4, 6)).toEqual(['76665 e-SL triggered', '76665 e-SL buy 1 @ 105 taker']);
  });

  it('15: a stop-limit becomes a limit where it wakes and waits for its price', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1), order('s', 'sell', 'STOP', 1, { trigger: 95, price: 96, reduceOnly: true }));
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 100, 94, 97);
    // Woken at 95 (5/6 of the way down, one tick below its limit); the walk comes back over 96 on 94 → 100.
    expect(stand.told().slice(-2)).toEqual(['76665 s triggered', '86665 s sell 1 @ 96 maker']);
  });

  it('16: a trailing stop follows the high and fills where the price has come back by its callback', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1), trailing('t', 'sell', 1, 0.05, { reduceOnly: true }));
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 110, 99, 104);
    // High first ends worse: 110 · 0.95 = 104.5 on the way to 99 (with the low first it is 104.5 too, on 110 → 104, so
    // both end alike and a long walks its low first): 110 → 104 from 99,999 to 119,999, 5.5/6 of it.
    expect(stand.told().slice(-2)).toEqual(['118332 t triggered', '118332 t sell 1 @ 104.5 taker']);
  });

  it('17: a close-position stop closes whatever is held and ends', () => {
    const stand = createStand();
    stand.send(market('a', 'buy', 1), market('b', 'buy', 2), stop('s', 'sell', null, 95));
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 100, 94, 97);
    expect(stand.told().slice(-3)).toEqual([
      '76665 s triggered',
      '76665 s sell 3 @ 95 taker',
      '76665 s ended position-closed',
    ]);
  });

  it('18: a reaction that takes its time meets the walk where the walk is by then', () => {
    const stand = createStand({ settings: { latencyMs: 10_000 } });
    stand.send(market('e', 'buy', 1));
    stand.bar(100, 100, 94, 97);
    stand.bar(97, 97, 91, 94);
    // Flat, so the nearer extreme comes first: the high is the open itself and at 10,000 ms the price still stands there.
    expect(stand.told()).toEqual(['10000 e accepted', '10000 e buy 1 @ 100 taker']);
    stand.send(cancel('x'), market('f', 'buy', 1));
    stand.bar(94, 95, 88, 91);
    // Long and nothing in reach: the low first. 94 → 88 in 19,999 ms has come to 90.99985 after 10,000; against a buy 91.
    expect(stand.told()).toEqual([
      '130000 cancelRejected UNKNOWN_ORDER',
      '130000 f accepted',
      '130000 f buy 1 @ 91 taker',
    ]);
  });

  it('19: a cancel that has arrived by the open comes before the gap', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 95, { reduceOnly: true }));
    stand.bar(100, 101, 99, 100);
    stand.send(cancel('s'));
    stand.bar(92, 96, 91, 95);
    expect(stand.told().slice(-1)).toEqual(['60000 s ended requested']);
  });

  it('20: an isolated long at ten times leverage is liquidated on its way to a stop that lies too deep', () => {
    const stand = createStand({ settings: { marginMode: 'isolated', leverage: 10 } });
    stand.send(market('e', 'buy', 10), stop('s', 'sell', 10, 90.2, { reduceOnly: true }));
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 100, 90, 95);
    // Wallet 100, maintenance 0.5 %: LP = (1000 − 100)/(10 · 0.995) = 90.4522…; bankruptcy (1000 − 100)/10 = 90.
    const path = 60_000 + Math.floor((19_999 * (100 - 900 / 9.95)) / 10);
    expect(stand.told().slice(-3)).toEqual([
      `${path} liquidated BTCUSDT both at 90.45226130653266`,
      `${path} s ended liquidation`,
      `${path} liquidation of BTCUSDT sell 10 @ 90 taker`,
    ]);
    expect(stand.exchange.books().crossWallet.toString()).toBe('99900');
  });
});
