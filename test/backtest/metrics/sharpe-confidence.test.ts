// How far a Sharpe ratio may be believed: its standard error, its probability, and what is left of it after many trials.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflatedSharpe, expectedMaximumSharpe, skillLessVariance } from '../../../backtest/metrics/deflated-sharpe.ts';
import { probabilisticSharpe } from '../../../backtest/metrics/probabilistic-sharpe.ts';
import { estimateSharpe, type SharpeEstimate } from '../../../backtest/metrics/sharpe-estimate.ts';
import { sharpeStandardError } from '../../../backtest/metrics/sharpe-standard-error.ts';

const NORMAL: SharpeEstimate = { sharpe: 0.1, observations: 400, skewness: 0, kurtosis: 3 };

const someReturns = fc
  .array(fc.integer({ min: -500, max: 500 }), { minLength: 3, maxLength: 80 })
  .filter((values) => new Set(values).size > 2)
  .map((values) => values.map((value) => value / 10_000));

describe('estimateSharpe', () => {
  it.each([
    { name: 'no days', returns: [] },
    { name: 'one day', returns: [0.01] },
    { name: 'days without spread', returns: [0.01, 0.01, 0.01] },
  ])('is undefined of $name', ({ returns }) => {
    expect(estimateSharpe(returns)).toBeNull();
  });

  it('counts the risk-free return off', () => {
    const [one, other] = [estimateSharpe([0.01, 0.03]), estimateSharpe([0.01, 0.03], 0.02)];
    expect(one?.sharpe).toBeCloseTo(Math.SQRT2, 12);
    expect(other?.sharpe).toBeCloseTo(0, 12);
  });

  it('never finds less kurtosis than its skewness asks for, so that the variance is never negative', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        const estimate = estimateSharpe(returns);
        expect(estimate).not.toBeNull();
        const { skewness, kurtosis } = estimate ?? NORMAL;
        expect(kurtosis).toBeGreaterThan(1 + skewness ** 2 - 1e-9);
        expect(sharpeStandardError(estimate ?? NORMAL)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('sharpeStandardError', () => {
  it('is that of Lo for normal returns, but for n − 1', () => {
    expect(sharpeStandardError(NORMAL)).toBeCloseTo(Math.sqrt((1 + 0.1 ** 2 / 2) / 399), 15);
  });

  it('grows with a lean to losses and with far tails, and shrinks with the days', () => {
    const error = sharpeStandardError(NORMAL) ?? NaN;
    expect(sharpeStandardError({ ...NORMAL, skewness: -1, kurtosis: 4 })).toBeGreaterThan(error);
    expect(sharpeStandardError({ ...NORMAL, kurtosis: 9 })).toBeGreaterThan(error);
    expect(sharpeStandardError({ ...NORMAL, observations: 1597 })).toBeCloseTo(error / 2, 12);
  });

  it('is undefined of one return, and where two values alone took turns so that it would be 0', () => {
    expect(sharpeStandardError({ ...NORMAL, observations: 1 })).toBeNull();
    expect(sharpeStandardError({ sharpe: 1, observations: 9, skewness: 2, kurtosis: 5 })).toBeNull();
  });
});

describe('probabilisticSharpe', () => {
  it('is a half against the ratio that was observed, and 0.975 against what lies 1.96 errors below it', () => {
    expect(probabilisticSharpe(NORMAL, 0.1)).toBe(0.5);
    const error = sharpeStandardError(NORMAL) ?? NaN;
    expect(probabilisticSharpe(NORMAL, 0.1 - 1.959963984540054 * error)).toBeCloseTo(0.975, 12);
  });

  it('lies between 0 and 1, falls as the benchmark rises, and turns with the sign of the returns', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        const estimate = estimateSharpe(returns) ?? NORMAL;
        const mirrored = estimateSharpe(returns.map((value) => -value)) ?? NORMAL;
        const probability = probabilisticSharpe(estimate) ?? NaN;
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        expect(probabilisticSharpe(estimate, 0.1)).toBeLessThanOrEqual(probability);
        expect(probabilisticSharpe(mirrored)).toBeCloseTo(1 - probability, 9);
      }),
    );
  });

  it('does not depend on how much was put in', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        const halved = probabilisticSharpe(estimateSharpe(returns.map((value) => value / 2)) ?? NORMAL);
        expect(halved).toBeCloseTo(probabilisticSharpe(estimateSharpe(returns) ?? NORMAL) ?? NaN, 9);
      }),
    );
  });
});

describe('deflatedSharpe', () => {
  const variance = skillLessVariance(NORMAL.observations);

  it('is the probabilistic one after a single trial', () => {
    expect(expectedMaximumSharpe({ count: 1, sharpeVariance: variance })).toBe(0);
    expect(deflatedSharpe(NORMAL, { count: 1, sharpeVariance: variance })).toBe(probabilisticSharpe(NORMAL));
  });

  it('falls with every further trial, and with how far the trials spread', () => {
    const after = (count: number, sharpeVariance = variance) =>
      deflatedSharpe(NORMAL, { count, sharpeVariance }) ?? NaN;
    const falling = [1, 2, 3, 10, 100, 10_000].map((count) => after(count));
    expect(falling).toEqual(falling.toSorted((a, b) => b - a));
    expect(new Set(falling).size).toBe(falling.length);
    expect(after(10, 2 * variance)).toBeLessThan(after(10));
    expect(after(10, 0)).toBe(after(1));
  });

  it('expects of a thousand trials what their simulation by quantiles gives', () => {
    // The expected greatest of n standard normal numbers, integrated: ∫ z dΦ(z)ⁿ, over a fine grid.
    const expectedGreatest = (count: number): number => {
      let sum = 0;
      let before = 0;
      for (let z = -8; z <= 8; z += 0.001) {
        const upTo = (probabilisticSharpe({ sharpe: z, observations: 2, skewness: 0, kurtosis: 1 }) ?? NaN) ** count;
        sum += (z - 0.0005) * (upTo - before);
        before = upTo;
      }
      return sum;
    };
    for (const count of [10, 100, 1_000]) {
      const approximated = expectedMaximumSharpe({ count, sharpeVariance: 1 });
      expect(Math.abs(approximated / expectedGreatest(count) - 1)).toBeLessThan(0.03);
    }
  });
});
