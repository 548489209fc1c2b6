import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { TickWindow } from '../../../engine/indicators/tick-window.ts';
import { closes, decimalPrice, misses, roundingOf } from './support.ts';

function filled(period: number, prices: readonly number[], totalWeight?: number): TickWindow {
  const window = new TickWindow(period, totalWeight);
  for (const price of prices) window.push(price);
  return window;
}

/** Decimals, numbers on no grid, large and small ones, mixed. */
const anything = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map((ticks) => decimalPrice(ticks, 2)),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom(0, -0, 1e-300, 1e15, 1 / 3, 5e-324, 0.1 + 0.2),
);

describe('TickWindow', () => {
  it('is full with the period-th price', () => {
    const window = new TickWindow(3);
    expect([1, 2, 3, 4].map((price) => window.push(price))).toEqual([false, false, true, true]);
  });

  it.each([
    ['whole prices', [1, 2, 3], 3],
    ['tenths', [0.1, 0.2, 0.3], 30],
    ['tenths and hundredths', [0.1, 0.25, 0.3], 300],
    ['prices of eight decimals', [0.00001234, 0.00001235, 0.00001236], 3e8],
    ['thirds', [1 / 3, 2 / 3, 1], 3],
    ['a sum of decimals that missed its decimal', [0.1 + 0.2, 0.3, 0.3], 30],
    ['negative prices', [-0.5, 0.5, -1.5], 30],
    ['zeros', [0, 0, 0], 3],
  ])('counts %s in whole units', (_, prices, scale) => {
    const window = filled(3, prices);
    expect(window.exact).toBe(true);
    expect(window.scale).toBe(scale);
  });

  it.each([
    ['irrational numbers', [Math.SQRT2, Math.E, Math.PI]],
    ['a price on no grid among others', [1, Math.PI, 3]],
    ['magnitudes too far apart', [1e9, 1e-9, 1]],
    ['numbers too large', [1e15, 2e15, 3e15]],
  ])('does not force a unit on %s', (_, prices) => {
    expect(filled(3, prices).exact).toBe(false);
  });

  it('finds a finer unit when one is needed and keeps it while it suits', () => {
    const window = filled(2, [1, 2]);
    window.push(2.25);
    expect({ scale: window.scale, sum: window.sum, rebuilt: window.rebuilt }).toEqual({
      scale: 300,
      sum: 1275,
      rebuilt: true,
    });
    window.push(3);
    expect({ scale: window.scale, sum: window.sum, rebuilt: window.rebuilt }).toEqual({
      scale: 300,
      sum: 1575,
      rebuilt: false,
    });
  });

  it('counts in units again as soon as the last price on no grid has left', () => {
    const window = filled(3, [1, 2, 3]);
    const exact = [Math.PI, 4, 5, 6].map((price) => {
      window.push(price);
      return window.exact;
    });
    expect(exact).toEqual([false, false, false, true]);
    expect(window.mean()).toBe(5);
  });

  it('tells what entered and what left in units', () => {
    const window = filled(2, [1.5, 2.5]);
    window.push(3.5);
    expect([window.left, window.entered, window.sum]).toEqual([45, 105, 180]);
  });

  it('has its prices by age, oldest first', () => {
    const window = filled(3, [1, 2, 3, 4, 5]);
    expect([0, 1, 2].map((index) => window.valueAt(index))).toEqual([3, 4, 5]);
    expect([0, 1, 2].map((index) => window.unitsAt(index))).toEqual([9, 12, 15]);
  });

  it('keeps sums with weights below 2^53, and gives up units rather than digits', () => {
    const price = 123_456.7;
    expect(filled(10, Array<number>(10).fill(price), 10).exact).toBe(true);
    expect(filled(10, Array<number>(10).fill(price), 2 ** 40).exact).toBe(false);
  });

  it('has the mean of any numbers, on a grid or not', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 30 }), (prices) => {
        const mean = prices.reduce((sum, price) => sum + price, 0) / prices.length;
        expect(misses([filled(prices.length, prices).mean()], [mean], roundingOf(prices))).toEqual([]);
      }),
    );
  });

  it('answers a run of one number with that number, on a grid or not', () => {
    const number = fc.oneof(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), fc.constantFrom(0, 0.1, 1e15, 5e-324));
    fc.assert(
      fc.property(number, fc.integer({ min: 2, max: 50 }), (price, period) => {
        const mean = filled(period, Array<number>(period).fill(price)).mean();
        expect(Math.abs(mean - price)).toBeLessThanOrEqual(price * 2 ** -50);
      }),
    );
  });

  it('depends on the numbers in the window and on nothing before them', () => {
    const history = fc.array(anything, { maxLength: 40 });
    const prices = fc.oneof(closes({ minLength: 7, maxLength: 7 }), fc.array(anything, { minLength: 7, maxLength: 7 }));
    fc.assert(
      fc.property(history, prices, (before, window) => {
        const fresh = filled(7, window);
        const grown = filled(7, [...before, ...window]);
        expect(grown.exact).toBe(fresh.exact);
        expect(grown.mean()).toBe(fresh.mean());
      }),
      { numRuns: 500 },
    );
  });
});
