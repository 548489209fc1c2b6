import fc from 'fast-check';
import { BollingerBands } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { bollinger } from '../../../engine/indicators/bollinger.ts';
import { sma } from '../../../engine/indicators/sma.ts';
import { STOCKCHARTS_BOLLINGER } from './references.ts';
import { closes, misses, roundingOf, values } from './support.ts';

describe('bollinger', () => {
  it.each(['upper', 'middle', 'lower'] as const)('gives the %s line of the StockCharts worksheet', (line) => {
    const rows = values(bollinger(), STOCKCHARTS_BOLLINGER.closes);
    expect(
      misses(
        rows.map((row) => row[line]),
        STOCKCHARTS_BOLLINGER[line],
        1e-5,
      ),
    ).toEqual([]);
  });

  it('agrees with technicalindicators', () => {
    const deviations = fc.constantFrom(0.5, 1, 2, 2.5);
    fc.assert(
      fc.property(closes({ minLength: 10, maxLength: 60 }), deviations, (prices, stdDev) => {
        const ours = values(bollinger(10, { deviations: stdDev }), prices);
        const theirs = BollingerBands.calculate({ period: 10, stdDev, values: prices });
        for (const line of ['upper', 'middle', 'lower'] as const) {
          expect(
            misses(
              ours.map((row) => row[line]),
              theirs.map((row) => row[line]),
              roundingOf(prices),
            ),
          ).toEqual([]);
        }
      }),
    );
  });

  it('has the simple average in its middle, to the last digit', () => {
    const { closes: prices } = STOCKCHARTS_BOLLINGER;
    expect(values(bollinger(), prices).map((row) => row.middle)).toEqual(values(sma(20), prices));
  });

  it('keeps its lines in order', () => {
    fc.assert(
      fc.property(closes({ minLength: 20, maxLength: 60 }), (prices) => {
        const rows = values(bollinger(5), prices);
        expect(rows.filter((row) => row.upper < row.middle || row.middle < row.lower)).toEqual([]);
      }),
    );
  });
});
