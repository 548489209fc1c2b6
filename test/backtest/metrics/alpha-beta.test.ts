import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaBeta } from '../../../backtest/metrics/alpha-beta.ts';

const someReturns = fc
  .array(fc.integer({ min: -500, max: 500 }), { minLength: 3, maxLength: 60 })
  .filter((values) => new Set(values).size > 1)
  .map((values) => values.map((value) => value / 10_000));

describe('alphaBeta', () => {
  it.each([
    { name: 'no days', own: [], market: [] },
    { name: 'one day', own: [0.1], market: [0.1] },
    { name: 'a market that does not move', own: [0.1, 0.2, 0.3], market: [0.01, 0.01, 0.01] },
    { name: 'only one day in common', own: [0.1], market: [0.1, 0.2] },
  ])('is undefined with $name', ({ own, market }) => {
    expect(alphaBeta(own, market)).toBeNull();
  });

  it('of a market to itself is alpha 0 and beta 1, whatever the risk-free return', () => {
    fc.assert(
      fc.property(someReturns, fc.double({ min: 0, max: 0.01, noNaN: true }), (market, riskFreeReturn) => {
        expect(alphaBeta(market, market, riskFreeReturn)).toEqual({ alphaRatio: 0, beta: 1 });
      }),
    );
  });

  it('of a market held twice and a steady gain is beta 2 and that gain a year', () => {
    fc.assert(
      fc.property(someReturns, fc.double({ min: -0.01, max: 0.01, noNaN: true }), (market, gain) => {
        const line = alphaBeta(
          market.map((value) => 2 * value + gain),
          market,
        );
        expect(line?.beta).toBeCloseTo(2, 9);
        expect(line?.alphaRatio).toBeCloseTo(365 * gain, 8);
      }),
    );
  });

  it('does not depend on the order of the days', () => {
    const days = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
      minLength: 3,
      maxLength: 40,
    });
    fc.assert(
      fc.property(days, (pairs) => {
        const lineOf = (rows: readonly (readonly [number, number])[]) =>
          alphaBeta(
            rows.map(([own]) => own / 1000),
            rows.map(([, market]) => market / 1000),
          );
        const [one, other] = [lineOf(pairs), lineOf(pairs.toReversed())];
        expect(one === null).toBe(other === null);
        expect(one?.beta ?? 0).toBeCloseTo(other?.beta ?? 0, 9);
        expect(one?.alphaRatio ?? 0).toBeCloseTo(other?.alphaRatio ?? 0, 9);
      }),
    );
  });

  it('takes only the days that both have', () => {
    expect(alphaBeta([0.1, 0.2, 0.1], [0.1, 0.2, 0.1, 99])).toEqual(alphaBeta([0.1, 0.2, 0.1], [0.1, 0.2, 0.1]));
  });
});
