import fc from 'fast-check';
import { VWAP } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import type { Kline } from '../../../engine/domain/kline.ts';
import { vwap } from '../../../engine/indicators/vwap.ts';
import { misses, klines, makeKline, operate, roundingOf, stepAll, values } from './support.ts';

const DAY_MS = 86_400_000;

const traded = (openTime: number, close: number, volume: number): Kline => makeKline({ openTime, close, volume });

describe('vwap', () => {
  it('weighs the typical price of a bar with its volume', () => {
    const bars = [
      makeKline({ openTime: 0, high: 12, low: 9, close: 9, volume: 1 }),
      makeKline({ openTime: 60_000, high: 15, low: 12, close: 15, volume: 3 }),
    ];
    expect(values(vwap(), bars)).toEqual([10, 13]);
  });

  it('agrees with technicalindicators within a day', () => {
    fc.assert(
      fc.property(klines({ minLength: 1, maxLength: 60 }), (bars) => {
        const theirs = new VWAP({ high: [], low: [], close: [], volume: [] });
        const expected = bars.map((bar) => theirs.nextValue(bar) ?? Number.NaN).filter((value) => !Number.isNaN(value));
        expect(misses(values(vwap(), bars), expected, roundingOf(expected))).toEqual([]);
      }),
    );
  });

  it('begins anew with the first bar of a UTC day', () => {
    const bars = [traded(DAY_MS - 1, 100, 5), traded(DAY_MS, 200, 1), traded(DAY_MS + 60_000, 300, 1)];
    expect(values(vwap(), bars)).toEqual([100, 200, 250]);
  });

  it('begins anew when days are missing between two bars', () => {
    expect(values(vwap(), [traded(0, 100, 5), traded(9 * DAY_MS, 200, 1)])).toEqual([100, 200]);
  });

  it('knows the days before 1970', () => {
    expect(values(vwap(), [traded(-1, 100, 5), traded(0, 200, 1)])).toEqual([100, 200]);
  });

  it("goes on over days with reset: 'never'", () => {
    const bars = [traded(0, 100, 3), traded(DAY_MS, 200, 1)];
    expect(values(vwap({ reset: 'never' }), bars)).toEqual([100, 125]);
  });

  it('rolls over the last bars, days or not, with a period', () => {
    const bars = [traded(0, 100, 1), traded(DAY_MS, 200, 1), traded(2 * DAY_MS, 400, 3)];
    expect(values(vwap({ period: 2 }), bars)).toEqual([150, 350]);
  });

  it('has no value while nothing was traded, in a session and in a rolling window', () => {
    const bars = [traded(0, 100, 0), traded(1, 200, 2), traded(2, 300, 0), traded(3, 400, 0)];
    expect(stepAll(vwap(), bars)).toEqual([undefined, 200, 200, 200]);
    expect(stepAll(vwap({ period: 2 }), bars)).toEqual([undefined, 200, 200, undefined]);
  });

  it('passes over bars without a sound volume or time', () => {
    const bars = [
      traded(0, 100, 1),
      traded(1, 900, -1),
      traded(2, 900, Number.NaN),
      traded(Number.NaN, 900, 1),
      traded(3, 200, 1),
    ];
    expect(operate(vwap(), bars)).toEqual([100, 150]);
  });

  it('answers one price throughout with that price, over any number of bars', () => {
    const step = vwap({ reset: 'never' }).start();
    let last: number | undefined;
    for (let bar = 0; bar < 200_000; bar++) last = step(traded(bar * 60_000, 0.1, 0.001 * (1 + (bar % 7))));
    expect(last).toBe(makeKline({ close: (0.1 + 0.1 + 0.1) / 3 }).close);
  });

  it('keeps the same digits over a million bars as whole numbers do', () => {
    const step = vwap({ reset: 'never' }).start();
    let turnover = 0n;
    let volume = 0n;
    let last = 0;
    for (let bar = 0; bar < 1_000_000; bar++) {
      const price = 60_000 + ((bar * 7919) % 20_011);
      const lots = 1 + ((bar * 31) % 977);
      turnover += BigInt(price * lots);
      volume += BigInt(lots);
      last = step({ openTime: 0, open: price, high: price, low: price, close: price, volume: lots }) ?? Number.NaN;
    }
    const expected = Number((turnover * 10n ** 12n) / volume) / 1e12;
    expect(Math.abs(last - expected)).toBeLessThanOrEqual(expected * 1e-15);
  });
});
