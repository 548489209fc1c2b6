// What is reckoned for the page from fills, funding and prices: buy and hold, costs by day, exposure.
import { describe, expect, it } from 'vitest';
import { buildReportModel } from '../../../../backtest/report/page/build-report-model.ts';
import { exposureStretches } from '../../../../backtest/report/page/exposure-stretches.ts';
import { recordsOf } from '../../../../backtest/report/page/run-records.ts';
import type { FillRow, RunOutcome } from '../../../../backtest/report/run-outcome.ts';
import { buildSummary } from '../../../../backtest/report/summary.ts';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import { fill, funding, outcome, START_TIME } from '../run.ts';
import { pricesOf } from './prices.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const hour = (count: number): number => START_TIME + count * HOUR_MS;
const modelOf = (changes: Partial<RunOutcome>) => {
  const run = outcome(changes);
  return buildReportModel(recordsOf(run, buildSummary(run)));
};

/** Equity of a thousand at every full hour. */
const flat = (hours: number): RunOutcome['equity'] => ({
  startTime: START_TIME,
  startEquity: 1_000,
  time: Float64Array.from({ length: hours }, (_, index) => hour(index + 1)),
  equity: new Float64Array(hours).fill(1_000),
});

describe('buy and hold', () => {
  it('buys the first market at its first open and is worth what the last close says', () => {
    const { equity } = modelOf({
      equity: flat(4),
      prices: [pricesOf([110, 90, 120, 100], { firstOpen: 100 }), pricesOf([7, 7, 7, 7], { symbol: 'ETHUSDT' })],
    });
    expect(equity.time).toEqual([hour(0), hour(1), hour(2), hour(3), hour(4)]);
    expect(equity.benchmark).toEqual([1_000, 1_100, 900, 1_200, 1_000]);
  });

  it('waits with the money until the market begins', () => {
    const prices = [pricesOf([50, 75], { startTime: hour(2) })];
    expect(modelOf({ equity: flat(4), prices }).equity.benchmark).toEqual([1_000, 1_000, 1_000, 1_000, 1_500]);
  });

  it('is not there without klines', () => {
    expect(modelOf({ equity: flat(2), prices: [] }).equity.benchmark).toBeNull();
    expect(modelOf({ equity: flat(2), prices: [pricesOf([])] }).equity.benchmark).toBeNull();
  });
});

describe('costs by day', () => {
  const cost = (time: number, fee: string, slippage: string | null, feeAsset = 'USDT'): FillRow =>
    fill({ time, fee: toDecimal(fee), feeAsset, slippage: slippage === null ? null : toDecimal(slippage) });

  it('add up day by day, midnight belonging to the day that ends, to the end of the run', () => {
    const { costs } = modelOf({
      equity: flat(60),
      fills: [
        cost(hour(1), '0.1', '1'),
        cost(hour(24), '0.2', null),
        cost(hour(25), '-0.05', '2.5'),
        cost(hour(60), '0.3', '0.25'),
      ],
      funding: [
        funding({ time: hour(24), amount: toDecimal('-1.5') }),
        funding({ time: hour(32), amount: toDecimal('0.75') }),
      ],
    });
    expect(costs).toEqual({
      time: [START_TIME + DAY_MS, START_TIME + 2 * DAY_MS, hour(60)],
      fees: [0.3, 0.25, 0.55],
      funding: [-1.5, -0.75, -0.75],
      slippage: [1, 3.5, 3.75],
    });
  });

  it('hold what came after the last close, and no fee of another asset', () => {
    const fills = [cost(hour(1), '0.1', null, 'BNB'), cost(hour(2) + 1, '0.2', '0.5')];
    expect(modelOf({ equity: flat(2), fills }).costs).toEqual({
      time: [hour(2)],
      fees: [0.2],
      funding: [-2.5],
      slippage: [0.5],
    });
  });
});

describe('exposure', () => {
  const traded = (time: number, side: 'buy' | 'sell', quantity: string, changes: Partial<FillRow> = {}): FillRow =>
    fill({ time, side, quantity: toDecimal(quantity), price: toDecimal(100), ...changes });

  const exposureOf = (fills: readonly FillRow[], changes: Partial<RunOutcome> = {}, stretches?: number) => {
    const run = outcome({ equity: flat(4), prices: [pricesOf([100, 120, 80, 100])], fills, ...changes });
    return exposureStretches(recordsOf(run, buildSummary(run)), stretches);
  };

  it('is what is held at each close over the equity of the moment', () => {
    expect(exposureOf([traded(hour(0), 'buy', '5'), traded(hour(3), 'sell', '5')])).toEqual({
      time: [hour(0), hour(1), hour(2), hour(3)],
      long: [0.5, 0.6, 0.4, 0],
      short: [0, 0, 0, 0],
    });
  });

  it('counts what was opened and closed between two closes', () => {
    const { long, short } = exposureOf([
      traded(hour(1) + 1, 'sell', '2'),
      traded(hour(1) + 2, 'buy', '6'),
      traded(hour(1) + 3, 'sell', '4'),
    ]);
    expect({ long, short }).toEqual({ long: [0, 0.4, 0, 0], short: [0, 0.2, 0, 0] });
  });

  it('keeps long and short apart in hedge mode, and nets them in one-way mode', () => {
    const fills = (buySide: 'both' | 'long', sellSide: 'both' | 'short') => [
      traded(hour(0), 'buy', '5', { positionSide: buySide }),
      traded(hour(0), 'sell', '3', { positionSide: sellSide }),
    ];
    const hedged = exposureOf(fills('long', 'short'), {}, 1);
    expect(hedged).toEqual({ time: [hour(0)], long: [0.6], short: [0.36] });
    const netted = exposureOf(fills('both', 'both'), {}, 2);
    expect(netted).toEqual({ time: [hour(0), hour(2)], long: [0.5, 0.2], short: [0, 0] });
  });

  it('adds markets up, and forgets what a liquidation closed', () => {
    const eth = { symbol: 'ETHUSDT', price: toDecimal(10) };
    const forced = { ...eth, clientOrderId: null, strategyId: null, cause: 'liquidation' as const };
    const fills = [
      traded(hour(0), 'buy', '5'),
      traded(hour(0), 'buy', '10', eth),
      traded(hour(1), 'sell', '10', forced),
    ];
    const prices = [pricesOf([100, 100, 100, 100]), pricesOf([10, 10, 10, 10], { symbol: 'ETHUSDT' })];
    expect(exposureOf(fills, { prices }).long).toEqual([0.6, 0.5, 0.5, 0.5]);
  });

  it('takes the greatest of a stretch', () => {
    expect(exposureOf([traded(hour(0), 'sell', '5')], {}, 2)).toEqual({
      time: [hour(0), hour(2)],
      long: [0, 0],
      short: [0.6, 0.5],
    });
  });

  it('is nothing of no equity, and nothing without instants', () => {
    const broke = { ...flat(1), startEquity: 0, equity: Float64Array.of(0) };
    expect(exposureOf([traded(hour(0), 'buy', '5')], { equity: broke }).long).toEqual([0]);
    const none = { ...flat(0), time: new Float64Array(0), equity: new Float64Array(0) };
    expect(exposureOf([], { equity: none })).toEqual({ time: [], long: [], short: [] });
  });
});
