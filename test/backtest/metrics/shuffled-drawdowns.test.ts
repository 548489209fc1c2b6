import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffledDrawdowns, type ShuffleParts } from '../../../backtest/metrics/shuffled-drawdowns.ts';
import { sampleQuantile } from '../../../backtest/metrics/sample-quantile.ts';

const shuffled = (results: readonly number[], parts: Partial<ShuffleParts> = {}) =>
  shuffledDrawdowns(Float64Array.from(results), { startEquity: 100, seed: 1, shuffles: 500, ...parts });

/** Reckoned again, trade by trade. */
function drawdownOf(results: readonly number[], startEquity = 100): number {
  const equities = results.reduce<readonly number[]>(
    (all, result) => [...all, (all.at(-1) ?? startEquity) + result],
    [startEquity],
  );
  return Math.max(
    ...equities.map((equity, index) => {
      const peak = Math.max(...equities.slice(0, index + 1));
      return (peak - equity) / peak;
    }),
  );
}

function ordersOf(values: readonly number[]): readonly (readonly number[])[] {
  if (values.length < 2) return [values];
  return values.flatMap((value, index) =>
    ordersOf([...values.slice(0, index), ...values.slice(index + 1)]).map((rest) => [value, ...rest]),
  );
}

const someResults = fc.array(fc.integer({ min: -9, max: 12 }), { minLength: 2, maxLength: 15 });

describe('shuffledDrawdowns', () => {
  it.each([
    { name: 'no trades', results: [], parts: {} },
    { name: 'one trade', results: [5], parts: {} },
    { name: 'no equity', results: [5, -5], parts: { startEquity: 0 } },
    { name: 'no shuffles asked for', results: [5, -5], parts: { shuffles: 0 } },
  ])('is undefined with $name', ({ results, parts }) => {
    expect(shuffled(results, parts)).toBeNull();
  });

  it('knows only one drawdown where all orders are one', () => {
    const losses = [-10, -10, -10];
    const deepest = expect.closeTo(0.3, 12);
    expect(shuffled(losses)).toEqual({
      shuffles: 500,
      observedRatio: deepest,
      p5Ratio: deepest,
      p50Ratio: deepest,
      p95Ratio: deepest,
      worseRatio: 0,
    });
  });

  it('finds the quantiles of all orders of seven trades', () => {
    const results = [40, -30, 25, -20, 15, -10, 5];
    const deepest = ordersOf(results).map((order) => drawdownOf(order));
    expect(deepest).toHaveLength(5_040);
    const observed = drawdownOf(results);
    const monte = shuffled(results, { shuffles: 40_000 });
    expect(monte?.observedRatio).toBeCloseTo(observed, 12);
    expect(monte?.p5Ratio).toBeCloseTo(sampleQuantile(deepest, 0.05) ?? NaN, 2);
    expect(monte?.p50Ratio).toBeCloseTo(sampleQuantile(deepest, 0.5) ?? NaN, 2);
    expect(monte?.p95Ratio).toBeCloseTo(sampleQuantile(deepest, 0.95) ?? NaN, 2);
    const worse = deepest.filter((ratio) => ratio > observed + 1e-12).length / deepest.length;
    expect(Math.abs((monte?.worseRatio ?? NaN) - worse)).toBeLessThan(0.01);
  });

  it('calls nothing worse than the worst order, and all but equals worse than the best', () => {
    const best = [10, 20, 30, -5];
    const worst = [-30, -20, 50, 60];
    expect(shuffled(worst)?.worseRatio).toBe(0);
    // One in four orders ends with the loss.
    expect(shuffled(best, { shuffles: 4_000 })?.worseRatio).toBeGreaterThan(0.7);
  });

  it('orders its quantiles, keeps within what is possible and repeats itself', () => {
    fc.assert(
      fc.property(someResults, fc.integer(), (results, seed) => {
        const monte = shuffled(results, { seed, shuffles: 50 });
        const losses = results.reduce((sum, result) => sum + Math.max(0, -result), 0);
        const ratios = [0, monte?.p5Ratio ?? NaN, monte?.p50Ratio ?? NaN, monte?.p95Ratio ?? NaN, losses / 100 + 1e-12];
        expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
        expect(monte?.observedRatio).toBeCloseTo(drawdownOf(results), 12);
        expect(shuffled(results, { seed, shuffles: 50 })).toEqual(monte);
      }),
    );
  });

  it('depends on the trades and the seed, not on their order, and not on the currency', () => {
    fc.assert(
      fc.property(someResults, fc.integer(), (results, seed) => {
        const one = shuffled(results, { seed, shuffles: 20 });
        const other = shuffled(results.toReversed(), { seed, shuffles: 20 });
        const scaled = shuffled(
          results.map((result) => result * 1024),
          { seed, shuffles: 20, startEquity: 100 * 1024 },
        );
        expect([other?.p5Ratio, other?.p50Ratio, other?.p95Ratio]).toEqual([
          one?.p5Ratio,
          one?.p50Ratio,
          one?.p95Ratio,
        ]);
        expect(scaled).toEqual(one);
      }),
    );
  });

  it('gives every trade every place as often', () => {
    // Where the one loss comes first, equity falls from 100 by 50; where it comes later, from more.
    const monte = (shuffles: number, seed: number) => shuffled([-50, 100, 100, 100], { shuffles, seed })?.p5Ratio;
    expect(monte(2_000, 7)).toBeCloseTo(50 / 400, 12);
    const drawn = Array.from({ length: 400 }, (_, seed) => monte(1, seed) ?? NaN);
    const places = [50 / 100, 50 / 200, 50 / 300, 50 / 400];
    const counts = places.map((place) => drawn.filter((ratio) => Math.abs(ratio - place) < 1e-9).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400);
    // Four standard deviations of a count with probability 1/4 around its mean of 100.
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(35);
  });

  it('shuffles long lists less often, and says so', () => {
    const results = Array.from({ length: 100_000 }, (_, index) => (index % 2 === 0 ? 1 : -1));
    expect(shuffled(results, { shuffles: 100_000 })?.shuffles).toBe(200);
  });
});
