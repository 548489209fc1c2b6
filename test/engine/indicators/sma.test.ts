import fc from 'fast-check';
import { SMA } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { crossing } from '../../../engine/indicators/crossing.ts';
import { sma } from '../../../engine/indicators/sma.ts';
import { STOCKCHARTS_AVERAGES } from './references.ts';
import { closes, decimalPrice, misses, roundingOf, seededRandom, stepAll, tickSeries, values } from './support.ts';

describe('sma', () => {
  it('gives the averages of the StockCharts worksheet', () => {
    expect(misses(values(sma(10), STOCKCHARTS_AVERAGES.closes), STOCKCHARTS_AVERAGES.sma, 0.005)).toEqual([]);
  });

  it('agrees with technicalindicators', () => {
    fc.assert(
      fc.property(closes({ minLength: 10, maxLength: 80 }), fc.integer({ min: 1, max: 10 }), (prices, period) => {
        expect(
          misses(values(sma(period), prices), SMA.calculate({ period, values: prices }), roundingOf(prices)),
        ).toEqual([]);
      }),
    );
  });

  it('is the double nearest to the true mean of prices on a tick grid', () => {
    fc.assert(
      fc.property(
        tickSeries({ minLength: 1, maxLength: 100 }),
        fc.integer({ min: 1, max: 40 }),
        ({ ticks, decimals }, period) => {
          const prices = ticks.map((count) => decimalPrice(count, decimals));
          const expected = ticks.map((_, index) => {
            if (index + 1 < period) return undefined;
            const sum = ticks.slice(index + 1 - period, index + 1).reduce((total, count) => total + count, 0);
            return sum / (period * 10 ** decimals);
          });
          expect(stepAll(sma(period), prices)).toEqual(expected);
        },
      ),
    );
  });

  it('has no drift left after two million bars', () => {
    const random = seededRandom(7);
    const long = sma(30).start();
    let recent: number[] = [];
    let last: number | undefined;
    let ticks = 500_000;
    for (let bar = 0; bar < 2_000_000; bar++) {
      ticks = Math.max(1, ticks + Math.round((random() - 0.5) * 200));
      const price = decimalPrice(ticks, 0) / 10;
      last = long(price);
      if (bar >= 2_000_000 - 30) recent = [...recent, price];
    }
    expect(last).toBe(values(sma(30), recent)[0]);
  });
});

describe('two averages that tie on paper', () => {
  /** The side of sma(10) against sma(30) in whole numbers. */
  function trueSides(ticks: readonly number[]): (number | undefined)[] {
    const sumOf = (count: number, end: number): number =>
      ticks.slice(end - count, end).reduce((total, price) => total + price, 0);
    return ticks.map((_, index) =>
      index < 29 ? undefined : Math.sign(3 * sumOf(10, index + 1) - sumOf(30, index + 1)),
    );
  }

  it('are equal numbers, and unequal ones stand on their true sides', () => {
    fc.assert(
      fc.property(tickSeries({ minLength: 30, maxLength: 120 }), ({ ticks, decimals }) => {
        const prices = ticks.map((count) => decimalPrice(count, decimals));
        const fast = stepAll(sma(10), prices);
        const slow = stepAll(sma(30), prices);
        const sides = prices.map((_, index) => {
          const [a, b] = [fast[index], slow[index]];
          return a === undefined || b === undefined ? undefined : Math.sign(a - b);
        });
        expect(sides).toEqual(trueSides(ticks));
      }),
    );
  });

  it('tie for every source that lies on a grid of its own, thirds included', () => {
    for (const source of ['hl2', 'hlc3', 'ohlc4'] as const) {
      const bars = Array.from({ length: 60 }, (_, index) => ({
        open: decimalPrice(1000 + (index % 2), 1),
        high: decimalPrice(1003 + (index % 5), 1),
        low: decimalPrice(991 - (index % 10), 1),
        close: decimalPrice(998 + (index % 3), 1),
      }));
      // All four columns repeat after thirty bars at most, so that averages of thirty and of sixty are one number.
      expect(values(sma(60, { source }), bars)[0]).toBe(values(sma(30, { source }), bars).at(-1));
    }
  });

  it('do tie in a long run, where plain running sums tell crossings that are none', () => {
    const random = seededRandom(11);
    let ticks = 2000;
    const series = Array.from(
      { length: 100_000 },
      () => (ticks = Math.max(1000, ticks + Math.round(random() * 6 - 3))),
    );
    const prices = series.map((count) => decimalPrice(count, 1));
    const plainRunning = (period: number): number[] => {
      let sum = 0;
      return prices.map((price, index) => (sum += price - (prices[index - period] ?? 0)) / period);
    };
    const crossings = (fast: readonly (number | undefined)[], slow: readonly (number | undefined)[]): number[] => {
      const step = crossing().start();
      return prices.flatMap((_, index) => {
        const [a, b] = [fast[index], slow[index]];
        return index >= 29 && a !== undefined && b !== undefined && step([a, b]) !== undefined ? [index] : [];
      });
    };
    const truth = trueSidesQuickly(series);
    const trueCrossings = crossings(
      truth,
      truth.map(() => 0),
    );
    expect(truth.filter((side) => side === 0).length).toBeGreaterThan(100);
    expect(crossings(stepAll(sma(10), prices), stepAll(sma(30), prices))).toEqual(trueCrossings);
    expect(crossings(plainRunning(10), plainRunning(30))).not.toEqual(trueCrossings);
  });

  function trueSidesQuickly(ticks: readonly number[]): number[] {
    let fast = 0;
    let slow = 0;
    return ticks.map((price, index) => {
      fast += price - (ticks[index - 10] ?? 0);
      slow += price - (ticks[index - 30] ?? 0);
      return Math.sign(3 * fast - slow);
    });
  }
});
