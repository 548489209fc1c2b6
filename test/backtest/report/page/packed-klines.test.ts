import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { packKlines, type PlainKlines, unpackKlines } from '../../../../backtest/report/page/packed-klines.ts';
import { priceDecimals } from '../../../../backtest/report/page/price-decimals.ts';

const MINUTE_MS = 60_000;

/** Whole prices up to the length a recording has, and the wicks about them. */
const bars = (wholeMax: number) =>
  fc.array(
    fc.record({
      open: fc.integer({ min: 0, max: wholeMax }),
      close: fc.integer({ min: 0, max: wholeMax }),
      above: fc.nat(1_000),
      below: fc.nat(1_000),
      gapMs: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(10 * MINUTE_MS) }),
    }),
    { maxLength: 60 },
  );

type Bar = { open: number; close: number; above: number; below: number; gapMs: number };

function klinesOf(rows: readonly Bar[], startTime: number, decimals: number): PlainKlines {
  const price = (whole: number): number => Number(`${whole}e-${decimals}`);
  let time = startTime - MINUTE_MS;
  return {
    intervalMs: MINUTE_MS,
    length: rows.length,
    time: rows.map(({ gapMs }) => (time += MINUTE_MS + gapMs)),
    open: rows.map(({ open }) => price(open)),
    high: rows.map(({ open, close, above }) => price(Math.max(open, close) + above)),
    low: rows.map(({ open, close, below }) => price(Math.min(open, close) - below)),
    close: rows.map(({ close }) => price(close)),
  };
}

function roundTrip(klines: PlainKlines, decimals: number) {
  const unpacked = unpackKlines(packKlines(klines, decimals), klines.length, klines.intervalMs);
  const priced = (whole: Float64Array): number[] => Array.from(whole, (value) => value / 10 ** decimals + 0);
  return {
    intervalMs: klines.intervalMs,
    length: unpacked.time.length,
    time: [...unpacked.time],
    open: priced(unpacked.open),
    high: priced(unpacked.high),
    low: priced(unpacked.low),
    close: priced(unpacked.close),
  };
}

describe('packed klines', () => {
  test.prop([bars(10_000_000), fc.integer({ min: -1e12, max: 3e12 }), fc.integer({ min: 0, max: 8 })])(
    'come back as they were, whatever the gaps, jumps and decimals',
    (rows, startTime, decimals) => {
      const klines = klinesOf(rows, startTime, decimals);
      expect(roundTrip(klines, decimals)).toEqual(klines);
    },
  );

  test.prop([bars(10_000_000), fc.integer({ min: 0, max: 8 })])(
    'come back as they were at the decimals found in them',
    (rows, decimals) => {
      const klines = klinesOf(rows, 0, decimals);
      const { open, high, low, close } = klines;
      expect(roundTrip(klines, priceDecimals(open, high, low, close))).toEqual(klines);
    },
  );

  it('take four bytes a kline where nothing moves, however long the numbers', () => {
    const rows = Array.from({ length: 1_000 }, () => ({ open: 9e9, close: 9e9, above: 0, below: 0, gapMs: 0 }));
    const klines = klinesOf(rows, Date.UTC(2025, 0, 1), 2);
    expect(packKlines(klines, 2).length).toBeLessThan(4_020);
  });

  it('are told apart from bytes that were cut short or carried on', () => {
    const rows = Array.from({ length: 5 }, (_, index) => ({ open: index, close: 7, above: 1, below: 2, gapMs: index }));
    const bytes = packKlines(klinesOf(rows, 0, 1), 1);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => unpackKlines(bytes.subarray(0, length), 5, MINUTE_MS)).toThrow('cut short');
    }
    expect(() => unpackKlines(Uint8Array.of(...bytes, 0), 5, MINUTE_MS)).toThrow('followed by something else');
  });
});

describe('priceDecimals', () => {
  it.each([
    ['none', [1, 250, 99_999], 0],
    ['as many as the finest price', [1, 2.5, 10_123.45, 7], 2],
    ['eight', [0.000_000_01, 0.123_456_78], 8],
    ['those of a price that a double holds inexactly', [0.1 * 3, 0.3], 12],
    ['what there is room for where a price has no end', [100_000 / 3], 10],
  ])('%s', (_, prices, decimals) => {
    expect(priceDecimals(prices)).toBe(decimals);
  });
});
