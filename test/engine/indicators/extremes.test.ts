import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { donchian } from '../../../engine/indicators/donchian.ts';
import { highest } from '../../../engine/indicators/highest.ts';
import { lowest } from '../../../engine/indicators/lowest.ts';
import { barsOf, closes, klines, stepAll, values } from './support.ts';

/** What a look over each whole window finds. */
function slowly(prices: readonly number[], period: number, extreme: (...window: number[]) => number): unknown[] {
  return prices.map((_, index) =>
    index + 1 < period ? undefined : extreme(...prices.slice(index + 1 - period, index + 1)),
  );
}

const period = fc.integer({ min: 1, max: 20 });

describe('highest and lowest', () => {
  it('are what a look over each whole window finds', () => {
    fc.assert(
      fc.property(closes({ minLength: 0, maxLength: 120 }), period, (prices, length) => {
        expect(stepAll(highest(length), prices)).toEqual(slowly(prices, length, Math.max));
        expect(stepAll(lowest(length), prices)).toEqual(slowly(prices, length, Math.min));
      }),
    );
  });

  it.each([
    ['rising', [1, 2, 3, 4, 5, 6]],
    ['falling', [6, 5, 4, 3, 2, 1]],
    ['equal', [3, 3, 3, 3, 3, 3]],
    ['below zero', [-1, -3, -2, 0, -5, -4]],
  ])('are right on %s prices', (_, prices) => {
    expect(stepAll(highest(3), prices)).toEqual(slowly(prices, 3, Math.max));
    expect(stepAll(lowest(3), prices)).toEqual(slowly(prices, 3, Math.min));
  });

  it('read the price of a bar they are told to', () => {
    const bars = barsOf({ high: [5, 9, 7], low: [1, 4, 2], close: [3, 6, 5] });
    expect(values(highest(2, { source: 'high' }), bars)).toEqual([9, 9]);
    expect(values(lowest(2, { source: 'low' }), bars)).toEqual([1, 2]);
  });
});

describe('donchian', () => {
  it('is the highest high, the lowest low and the middle', () => {
    const bars = barsOf({ high: [12, 15, 13, 14], low: [9, 10, 11, 8], close: [10, 11, 12, 9] });
    expect(values(donchian(3), bars)).toEqual([
      { upper: 15, middle: 12, lower: 9 },
      { upper: 15, middle: 11.5, lower: 8 },
    ]);
  });

  it('agrees with highest and lowest', () => {
    fc.assert(
      fc.property(klines({ minLength: 1, maxLength: 60 }), period, (bars, length) => {
        const rows = stepAll(donchian(length), bars);
        expect(rows.map((row) => row?.upper)).toEqual(stepAll(highest(length, { source: 'high' }), bars));
        expect(rows.map((row) => row?.lower)).toEqual(stepAll(lowest(length, { source: 'low' }), bars));
      }),
    );
  });
});
