import fc from 'fast-check';
import { MACD } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { ema } from '../../../engine/indicators/ema.ts';
import { macd } from '../../../engine/indicators/macd.ts';
import { INVESTEXCEL_MACD } from './references.ts';
import { closes, misses, roundingOf, stepAll, values } from './support.ts';

describe('macd', () => {
  it('gives the rows of the worksheet of investexcel.net', () => {
    const rows = values(macd(), INVESTEXCEL_MACD.closes);
    for (const line of ['macd', 'signal', 'histogram'] as const) {
      expect(
        misses(
          rows.map((row) => row[line]),
          INVESTEXCEL_MACD.rows.map((row) => row[line]),
          1e-6,
        ),
      ).toEqual([]);
    }
  });

  it('is the distance of two averages, from the bar on at which the signal line is warm', () => {
    const { closes: prices } = INVESTEXCEL_MACD;
    const fast = stepAll(ema(12), prices);
    const slow = stepAll(ema(26), prices);
    const distances = prices.map((_, index) => (fast[index] ?? Number.NaN) - (slow[index] ?? Number.NaN)).slice(33);
    expect(values(macd(), prices).map((row) => row.macd)).toEqual(distances);
  });

  it('agrees with technicalindicators, which says undefined for a signal of zero', () => {
    fc.assert(
      fc.property(closes({ minLength: 20, maxLength: 120 }), (prices) => {
        const theirs = MACD.calculate({
          values: prices,
          fastPeriod: 3,
          slowPeriod: 7,
          signalPeriod: 4,
          SimpleMAOscillator: false,
          SimpleMASignal: false,
        }).filter((row) => row.histogram !== undefined);
        const ours = values(macd({ fast: 3, slow: 7, signal: 4 }), prices);
        const tolerance = roundingOf(prices);
        expect(
          misses(
            ours.map((row) => row.macd),
            theirs.map((row) => row.MACD ?? Number.NaN),
            tolerance,
          ),
        ).toEqual([]);
        expect(
          misses(
            ours.map((row) => row.signal),
            theirs.map((row) => row.signal ?? 0),
            tolerance,
          ),
        ).toEqual([]);
      }),
    );
  });

  it('goes on from a first signal of zero, which technicalindicators takes for none', () => {
    // Distances 1 and -1: the signal line of two begins at their mean.
    expect(values(macd({ fast: 1, slow: 2, signal: 2 }), [10, 12, 8])).toEqual([
      { macd: -1, signal: 0, histogram: -1 },
    ]);
  });

  it('has a histogram that is the distance of the two lines', () => {
    fc.assert(
      fc.property(closes({ minLength: 40, maxLength: 60 }), (prices) => {
        const rows = values(macd(), prices);
        expect(rows.map((row) => row.histogram)).toEqual(rows.map((row) => row.macd - row.signal));
      }),
    );
  });
});
