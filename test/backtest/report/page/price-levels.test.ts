import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { chooseLevels } from '../../../../backtest/report/page/choose-levels.ts';
import { plainKlines } from '../../../../backtest/report/page/klines-file.ts';
import { marketPrices } from '../../../../backtest/report/page/market-prices.ts';
import { type PlainKlines, unpackKlines } from '../../../../backtest/report/page/packed-klines.ts';
import { coarserKlines, priceLevels } from '../../../../backtest/report/page/price-levels.ts';
import type { MarketModel } from '../../../../backtest/report/page/report-model.ts';
import type { Interval } from '../../../../engine/domain/interval.ts';
import { pricesOf } from './prices.ts';

const MINUTE_MS = 60_000;

/** A walk that a packer cannot foresee, the same each time. */
const closes = (length: number): readonly number[] => {
  let seed = 1;
  let price = 100_000;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    price += (seed % 2_001) - 1_000;
    return price / 10;
  });
};

const klinesOf = (length: number, interval: Interval): PlainKlines =>
  plainKlines(marketPrices(pricesOf(closes(length), { interval })));

describe('coarser klines', () => {
  test.prop([
    fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 99 })), {
      minLength: 1,
      maxLength: 60,
    }),
  ])('hold first open, last close and extremes of every bucket that has klines, and no other', (steps) => {
    let time = 7 * MINUTE_MS;
    const fine = { ...pricesOf(steps.map(([, close]) => close)), intervalMs: MINUTE_MS };
    const times = steps.map(([minutes]) => (time += minutes * MINUTE_MS));
    const coarse = coarserKlines({ ...fine, time: times }, 5 * MINUTE_MS);
    const buckets = new Map<number, number[]>();
    for (const [row, openTime] of times.entries()) {
      const bucket = Math.floor(openTime / (5 * MINUTE_MS));
      buckets.set(bucket, [...(buckets.get(bucket) ?? []), row]);
    }
    expect(Array.from(coarse.time).slice(0, coarse.length)).toEqual(
      [...buckets.keys()].map((bucket) => bucket * 5 * MINUTE_MS),
    );
    for (const [index, rows] of [...buckets.values()].entries()) {
      expect(coarse.open[index]).toBe(fine.open[rows[0] ?? 0]);
      expect(coarse.close[index]).toBe(fine.close[rows.at(-1) ?? 0]);
      expect(coarse.high[index]).toBe(Math.max(...rows.map((row) => fine.high[row] ?? 0)));
      expect(coarse.low[index]).toBe(Math.min(...rows.map((row) => fine.low[row] ?? 0)));
    }
  });
});

describe('levels of detail', () => {
  it.each<[Interval, number, readonly number[]]>([
    ['1m', 100_000, [1, 5, 15, 60, 240]],
    ['3m', 100_000, [3, 15, 60, 240, 1_440]],
    ['1h', 9_000, [60, 240, 1_440]],
    ['1h', 3_000, [60, 240]],
    ['1h', 900, [60]],
    ['12h', 5_000, [720]],
    ['1d', 5_000, [1_440]],
    ['1m', 0, [1]],
  ])('of %s klines, %i of them, are made until they can all be drawn', (interval, length, minutes) => {
    expect(priceLevels(klinesOf(length, interval)).map(({ intervalMs }) => intervalMs / MINUTE_MS)).toEqual(minutes);
  });
});

describe('the klines of a page', () => {
  const markets = (...lengths: readonly number[]) =>
    lengths.map((length, index) => marketPrices(pricesOf(closes(length), { interval: '1m', symbol: `M${index}` })));
  const finest = (models: readonly MarketModel[]) => models.map(({ finestMs }) => finestMs / MINUTE_MS);

  it('are those of the run where they fit', () => {
    expect(finest(chooseLevels(markets(10_000), 100_000))).toEqual([1]);
  });

  it('begin with the next longer interval that fits where they do not, in every market', () => {
    expect(finest(chooseLevels(markets(10_000), 30_000))).toEqual([3]);
    expect(finest(chooseLevels(markets(10_000, 10_000), 60_000))).toEqual([3, 3]);
    expect(finest(chooseLevels(markets(10_000, 5_000), 9_000))).toEqual([15, 15]);
  });

  it('are days where nothing fits', () => {
    expect(finest(chooseLevels(markets(10_000), 10))).toEqual([1_440]);
  });

  it('are of their own length where that is longer than a day', () => {
    const weeks = [marketPrices(pricesOf(closes(100), { interval: '1w' }))];
    expect(chooseLevels(weeks, 10).map(({ finestMs }) => finestMs)).toEqual([7 * 1_440 * MINUTE_MS]);
  });

  it('stay as they are in a market of longer klines', () => {
    const both = [...markets(10_000), marketPrices(pricesOf(closes(500), { interval: '1h' }))];
    expect(finest(chooseLevels(both, 33_000))).toEqual([3, 60]);
  });

  it('come out of their bytes with the prices they had', () => {
    const [market] = markets(500);
    const [model] = chooseLevels(market === undefined ? [] : [market], 1e6);
    const [level] = model?.levels ?? [];
    const { close } = unpackKlines(Buffer.from(level?.packed ?? '', 'base64'), 500, MINUTE_MS);
    expect(Array.from(close, (whole) => whole / 10 ** (model?.priceDecimals ?? 0))).toEqual([...(market?.close ?? [])]);
  });

  it('are none where the run had none', () => {
    expect(chooseLevels([], 1e6)).toEqual([]);
    expect(chooseLevels(markets(0), 1e6)).toMatchObject([{ finestMs: MINUTE_MS, levels: [{ length: 0, packed: '' }] }]);
  });
});
