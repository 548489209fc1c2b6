import fc from 'fast-check';
import { ROC } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { rateOfChange } from '../../../engine/indicators/rate-of-change.ts';
import { ACHELIS_CHANGE } from './references.ts';
import { closes, misses, stepAll, values } from './support.ts';

describe('rateOfChange', () => {
  it("gives the ratios of Achelis's example, less one", () => {
    expect(
      misses(
        values(rateOfChange(12), ACHELIS_CHANGE.closes),
        ACHELIS_CHANGE.ratioToThen.map((ratio) => ratio - 1),
        0.00005,
      ),
    ).toEqual([]);
  });

  it('is a hundredth of the percentage of technicalindicators', () => {
    fc.assert(
      fc.property(closes({ minLength: 10, maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (prices, period) => {
        const theirs = ROC.calculate({ period, values: prices });
        expect(
          misses(
            values(rateOfChange(period), prices),
            theirs.map((percent) => percent / 100),
            1e-9 * Math.max(1, ...theirs.map(Math.abs)),
          ),
        ).toEqual([]);
      }),
    );
  });

  it('has no value against a price of zero and goes on after it', () => {
    expect(stepAll(rateOfChange(1), [4, 0, 2, 3])).toEqual([undefined, -1, undefined, 0.5]);
  });
});
