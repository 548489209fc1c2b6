import fc from 'fast-check';
import { Stochastic } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { stochastic } from '../../../engine/indicators/stochastic.ts';
import { ACHELIS_STOCHASTIC, STOCKCHARTS_STOCHASTIC } from './references.ts';
import { barsOf, misses, klines, values } from './support.ts';

describe('stochastic', () => {
  it.each(['k', 'd'] as const)('gives %%%s of the StockCharts worksheet', (line) => {
    const rows = values(stochastic(), barsOf(STOCKCHARTS_STOCHASTIC));
    expect(
      misses(
        rows.map((row) => row[line]),
        STOCKCHARTS_STOCHASTIC[line],
        0.0101,
      ),
    ).toEqual([]);
  });

  it.each(['k', 'd'] as const)("gives %%%s of Achelis's slowed example", (line) => {
    const rows = values(stochastic(5, { slowing: 3, signal: 3 }), barsOf(ACHELIS_STOCHASTIC));
    expect(
      misses(
        rows.map((row) => row[line]),
        ACHELIS_STOCHASTIC[line],
        0.00005,
      ),
    ).toEqual([]);
  });

  it('agrees with technicalindicators where the range has a height', () => {
    const ranged = klines({ minLength: 10, maxLength: 60 }).map((bars) =>
      bars.map((bar) => ({ ...bar, high: bar.high + 1 })),
    );
    fc.assert(
      fc.property(ranged, (bars) => {
        const theirs = Stochastic.calculate({
          period: 5,
          signalPeriod: 3,
          high: bars.map((bar) => bar.high),
          low: bars.map((bar) => bar.low),
          close: bars.map((bar) => bar.close),
        }).filter((row) => row.d !== undefined);
        const ours = values(stochastic(5), bars);
        expect(
          misses(
            ours.map((row) => row.k),
            theirs.map((row) => row.k),
            1e-7,
          ),
        ).toEqual([]);
        expect(
          misses(
            ours.map((row) => row.d),
            theirs.map((row) => row.d),
            1e-7,
          ),
        ).toEqual([]);
      }),
    );
  });

  it('stays within 0 and 100', () => {
    fc.assert(
      fc.property(klines({ minLength: 10, maxLength: 60 }), (bars) => {
        const outside = values(stochastic(4, { slowing: 2 }), bars).filter(
          ({ k, d }) => Math.min(k, d) < 0 || Math.max(k, d) > 100 + 1e-9,
        );
        expect(outside).toEqual([]);
      }),
    );
  });
});
