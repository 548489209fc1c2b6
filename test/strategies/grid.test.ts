import { describe, expect, it } from 'vitest';
import strategy from '../../strategies/grid.ts';
import { type Candle, runStrategy } from '../engine/end-to-end/bench.ts';
import { closing, still } from './candles.ts';

const run = (klines: readonly Candle[], params: object = {}) =>
  runStrategy({
    klines,
    strategy: { s1: { strategy, params: { levels: 2, stepRatio: 0.01, quantity: 1, recenterRatio: 0.05, ...params } } },
  });

const standing = (result: ReturnType<typeof run>): readonly string[] =>
  result
    .orders()
    .filter(({ status }) => status === 'open')
    .map(({ side, price }) => `${side} ${price?.toString()}`);

describe('the grid', () => {
  it('rests an order on each step around the first close, post-only', () => {
    const result = run(closing(100, ...still(100, 2)));
    expect(standing(result)).toEqual(['buy 99', 'buy 98', 'sell 101', 'sell 102']);
    expect(new Set(result.orders().map(({ timeInForce }) => timeInForce))).toEqual(new Set(['GTX']));
  });

  it('answers a buy with a sell one step higher, and earns the step', () => {
    const result = run(closing(100, 100, 98.5, 98.5, 100.5, 100.5));
    expect(result.fillLines()).toEqual(['k2+33332 entry buy 1 @ 99 maker', 'k4+34999 entry sell 1 @ 100 maker']);
    // A step of 1 less two fees of the maker, 0.02 % of 99 and of 100.
    const earned = result.trades.map(({ profit, fees }) => [profit.toNumber(), fees.toNumber()]);
    expect(earned).toEqual([[1, 0.0398]]);
  });

  it('stops buying when all levels are held', () => {
    const result = run(closing(100, 100, 97.5, 96.5, 96.2, 96.1));
    expect(result.fillLines()).toHaveLength(2);
    expect(standing(result).filter((order) => order.startsWith('buy'))).toEqual([]);
  });

  it('leaves its orders alone while nothing fills and the middle stands', () => {
    const result = run(closing(100, 100.4, 99.6, 100.3, 99.8, 100));
    expect(result.orders()).toHaveLength(4);
    expect(result.reports.filter(({ kind }) => kind === 'orderCancelled' || kind === 'orderAmended')).toEqual([]);
  });

  it('follows a price that has left the middle, from what it holds then', () => {
    const result = run(closing(100, 100, 106, 106, 106));
    // Two sells filled on the way: two buys more than around an empty book, down from the new middle.
    expect(standing(result)).toEqual(['buy 104.9', 'buy 103.8', 'buy 102.8', 'buy 101.7']);
  });
});
