import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erfc } from '../../../backtest/metrics/erfc.ts';
import { normalCdf, normalQuantile } from '../../../backtest/metrics/normal-distribution.ts';

/** |a − b| as a share of b. */
const error = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.abs(b));

// The expected figures were reckoned with 40 digits (mpmath), of the double next to what is written.
describe('erfc', () => {
  it.each([
    [-3, 1.9999779095030015],
    [-0.4, 1.4283923550466684],
    [0, 1],
    [0.1, 0.8875370839817152],
    [0.46875, 0.507386526782062],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [2, 0.004677734981047266],
    [3.9, 3.479224859723174e-8],
    [4, 1.541725790028002e-8],
    [4.1, 6.700027654084918e-9],
    [10, 2.088487583762545e-45],
    [26, 5.663192408856143e-296],
  ])('of %f keeps its digits', (x, expected) => {
    expect(error(erfc(x), expected)).toBeLessThan(1e-15);
  });

  it('has its ends', () => {
    expect([erfc(-Infinity), erfc(-40), erfc(40), erfc(Infinity)]).toEqual([2, 2, 0, 0]);
    expect(erfc(NaN)).toBeNaN();
  });

  it('is as much above 1 on the left as it is below on the right', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 10, noNaN: true }), (x) => {
        expect(erfc(x) + erfc(-x)).toBeCloseTo(2, 14);
      }),
    );
  });
});

describe('normalCdf', () => {
  it.each([
    [-8, 6.220960574271784e-16, 1e-13],
    [-4, 3.1671241833119924e-5, 1e-14],
    [-1.96, 0.024997895148220435, 1e-15],
    [-0.5, 0.3085375387259869, 1e-15],
    [0, 0.5, 0],
    [0.25, 0.5987063256829237, 1e-15],
    [1.645, 0.9500150944608786, 1e-15],
    [3, 0.9986501019683699, 1e-15],
    [6, 0.9999999990134123, 1e-15],
  ])('of %f', (z, expected, within) => {
    expect(error(normalCdf(z), expected)).toBeLessThanOrEqual(within);
  });

  it('goes from 0 to 1', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
  });
});

describe('normalQuantile', () => {
  it.each([
    [0.5, 0],
    [0.025, -1.9599639845400543],
    [0.975, 1.9599639845400538],
    [0.075, -1.439531470938456],
    [0.925, 1.4395314709384561],
    [0.01, -2.326347874040841],
    [0.999, 3.090232306167813],
    [1e-6, -4.753424308822899],
    [1e-12, -7.034483825301132],
    [1e-100, -21.273453560965326],
    [1e-300, -37.0470962993612],
  ])('of %f', (p, expected) => {
    expect(error(normalQuantile(p), expected)).toBeLessThan(1e-15);
  });

  it('has its ends, and nothing beyond them', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(NaN)]).toEqual([NaN, NaN, NaN]);
  });

  it('turns the probability back', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(error(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-13);
      }),
    );
  });
});
