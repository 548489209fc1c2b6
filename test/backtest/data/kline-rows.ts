// Klines for tests: as records of the domain's columns, as lines of a file, and at random.
import { fc } from '@fast-check/vitest';
import {
  KLINE_FIELDS,
  klineColumnsFromRows,
  type KlineColumns,
  type KlineRow,
} from '../../../backtest/data/kline-columns.ts';
import { bucketEnd, bucketStart, INTERVALS, type Interval } from '../../../engine/domain/interval.ts';

export const FROM_MS = Date.UTC(2024, 0, 1);
export const MINUTE_MS = 60_000;

/** A candle of price 100 ± 1 and volume 5 at a number of minutes after FROM_MS. */
export function candle(minute: number, more: Partial<KlineRow> = {}): KlineRow {
  return { openTime: FROM_MS + minute * MINUTE_MS, open: 100, high: 101, low: 99, close: 100.5, volume: 5, ...more };
}

export function minutes(...rows: readonly KlineRow[]): KlineColumns {
  return klineColumnsFromRows('BTCUSDT', '1m', rows);
}

/** Klines as plain data, so that a difference is shown by field and row. */
export function plain(columns: KlineColumns): unknown {
  const fields = KLINE_FIELDS.map((field) => [field, Array.from(columns[field])]);
  return { symbol: columns.symbol, interval: columns.interval, length: columns.length, ...Object.fromEntries(fields) };
}

const number = fc.double({ min: 0, max: 1e12, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const price = fc.oneof(
  number,
  fc.integer({ min: 1, max: 1e9 }).map((ticks) => ticks / 100),
);

/** Klines without a gap, of any interval, with arbitrary non-negative numbers in them. */
export const anyKlines: fc.Arbitrary<KlineColumns> = fc
  .record({
    interval: fc.constantFrom(...INTERVALS),
    start: fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2100, 0, 1) }),
    rows: fc.array(fc.tuple(price, price, price, price, number, number, fc.nat(), number), {
      minLength: 1,
      maxLength: 40,
    }),
  })
  .map(({ interval, start, rows }) => {
    let openTime = bucketStart(interval, start);
    const klines = rows.map(([open, high, low, close, volume, quoteVolume, tradeCount, takerBuyVolume]) => {
      const row = { openTime, open, high, low, close, volume, quoteVolume, tradeCount, takerBuyVolume };
      openTime = bucketEnd(interval, openTime);
      return row;
    });
    return klineColumnsFromRows('BTCUSDT', interval satisfies Interval, klines);
  });
