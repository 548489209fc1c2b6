import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdFirstMarket } from '../../../backtest/report/benchmark-figures.ts';
import type { PriceColumns } from '../../../backtest/report/price-columns.ts';
import { buildSummary } from '../../../backtest/report/summary.ts';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { Interval } from '../../../engine/domain/interval.ts';
import { outcome, START_TIME } from './run.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Klines that open where the one before closed; those of `interval` are an hour apart unless stated. */
function market(
  closes: readonly number[],
  { interval = '1h', stepMs = HOUR_MS, firstOpen = 100, symbol = 'BTCUSDT' } = {},
) {
  const close = Float64Array.from(closes);
  const open = Float64Array.of(firstOpen, ...closes.slice(0, -1));
  const openTime = close.map((_, row) => START_TIME + row * stepMs);
  return {
    symbol,
    interval: interval as Interval,
    length: closes.length,
    openTime,
    open,
    high: close,
    low: open,
    close,
  };
}

/** A run from START_TIME whose equity is told at the close of each of these klines. */
function runOf({ openTime, close }: PriceColumns, stepMs = HOUR_MS, firstOpen = 100) {
  const equity = close.map((price) => (10_000 * price) / firstOpen);
  return outcome({
    initialEquity: toDecimal(10_000),
    finalEquity: toDecimal(equity.at(-1) ?? 10_000),
    equity: { startTime: START_TIME, startEquity: 10_000, time: openTime.map((time) => time + stepMs), equity },
  });
}

describe('the benchmark of a summary', () => {
  it('buys at the first open for all equity and holds', () => {
    const prices = market([110, 99, 132]);
    expect(buildSummary({ ...runOf(market([100, 100, 100])), prices: [prices] }).benchmark).toEqual({
      symbol: 'BTCUSDT',
      finalEquity: '13200',
      returnRatio: expect.closeTo(0.32, 12),
      maxDrawdownRatio: expect.closeTo(0.1, 12),
      // One day.
      volatilityRatio: null,
      sharpe: null,
      alphaRatio: null,
      beta: null,
    });
  });

  it('is the first of several markets', () => {
    const prices = [market([110], { symbol: 'ETHUSDT' }), market([90])];
    expect(buildSummary({ ...runOf(market([100])), prices }).benchmark).toMatchObject({
      symbol: 'ETHUSDT',
      finalEquity: '11000',
    });
  });

  it('is the run itself where equity is the market: alpha 0, beta 1, every figure the same', () => {
    const closes = fc.array(fc.integer({ min: 50, max: 200 }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(closes, (path) => {
        const prices = market(path, { interval: '1d', stepMs: DAY_MS });
        const summary = buildSummary({ ...runOf(prices, DAY_MS), prices: [prices] });
        const { benchmark, returnRatio, maxDrawdownRatio, volatilityRatio, sharpe } = summary;
        expect(benchmark).toMatchObject({ maxDrawdownRatio, volatilityRatio, sharpe });
        expect(benchmark?.returnRatio).toBeCloseTo(returnRatio ?? NaN, 9);
        expect([benchmark?.alphaRatio ?? 0, benchmark?.beta ?? 1]).toEqual([0, 1]);
      }),
    );
  });

  it('ends where an interrupted run ended, not where its data does', () => {
    const whole = market([110, 120, 130, 140]);
    const { equity } = runOf(market([100, 100]));
    const held = holdFirstMarket(whole, equity);
    expect(held?.equity).toEqual(Float64Array.of(11_000, 12_000));
    expect(held?.time).toEqual(Float64Array.of(START_TIME + HOUR_MS, START_TIME + 2 * HOUR_MS));
  });

  it('closes months where they end', () => {
    const openTime = Float64Array.of(Date.UTC(2025, 0, 1), Date.UTC(2025, 1, 1));
    const months = { ...market([110, 120], { interval: '1M' }), openTime };
    const time = Float64Array.of(Date.UTC(2025, 2, 1));
    const held = holdFirstMarket(months, {
      startTime: START_TIME,
      startEquity: 100,
      time,
      equity: Float64Array.of(100),
    });
    expect(held?.time).toEqual(Float64Array.of(Date.UTC(2025, 1, 1), Date.UTC(2025, 2, 1)));
  });

  it.each([
    { name: 'no market', prices: [] },
    { name: 'a market without klines', prices: [market([])] },
    { name: 'a market whose first kline closes after the run', prices: [market([110], { interval: '1w' })] },
  ])('is null with $name', ({ prices }) => {
    expect(buildSummary({ ...runOf(market([100])), prices }).benchmark).toBeNull();
  });

  it('goes on without klines to the end of the run', () => {
    const days = market([100, 100, 100, 100], { interval: '1d', stepMs: DAY_MS });
    const prices = [market([110, 121], { interval: '1d', stepMs: DAY_MS })];
    const { benchmark } = buildSummary({ ...runOf(days, DAY_MS), prices });
    // Days of 10 %, 10 %, 0, 0.
    expect(benchmark?.volatilityRatio).toBeCloseTo(Math.sqrt((0.01 / 3) * 365), 9);
  });
});
