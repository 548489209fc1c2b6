// The parts a synthetic market is made of, each by itself.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { activityAt } from '../../../backtest/synthetic/activity-profile.ts';
import { SUB_STEPS, walkBar } from '../../../backtest/synthetic/bar-path.ts';
import { createDecimalGrid } from '../../../backtest/synthetic/decimal-grid.ts';
import { fundingRate } from '../../../backtest/synthetic/funding-rule.ts';
import { createMarketDriver } from '../../../backtest/synthetic/market-driver.ts';
import { createMeanReverting } from '../../../backtest/synthetic/mean-reverting.ts';
import { createRegimes } from '../../../backtest/synthetic/regime.ts';
import { studentT } from '../../../backtest/synthetic/student-t.ts';
import { createUniformSource } from '../../../backtest/synthetic/uniform-source.ts';
import { autocorrelation, correlation, deviation, kurtosis, mean } from './statistics.ts';

const DRAWS = 100_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const draw = (next: () => number, count = DRAWS): readonly number[] => Array.from({ length: count }, next);
const uniform = (name = 'test', seed = 1) => createUniformSource(seed, name);

describe('uniform numbers', () => {
  test('are spread evenly over [0, 1)', () => {
    const values = draw(uniform().next);
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1);
    expect(mean(values)).toBeCloseTo(0.5, 2);
    expect(deviation(values)).toBeCloseTo(1 / Math.sqrt(12), 2);
    expect(Math.abs(autocorrelation(values, 1))).toBeLessThan(0.01);
  });

  test('have a standard form of mean 0 and variance 1', () => {
    const values = draw(uniform().standard);
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(deviation(values)).toBeCloseTo(1, 2);
  });

  test('of neighbouring seeds and of other names have nothing to do with each other', () => {
    const base = draw(uniform('a', 1).next, 10_000);
    for (const other of [uniform('a', 2), uniform('b', 1), uniform('a', 1 + 2 ** 32)]) {
      expect(Math.abs(correlation(base, draw(other.next, 10_000)))).toBeLessThan(0.03);
    }
  });
});

describe("Student's t", () => {
  const source = uniform();
  const values = draw(() => studentT(source));

  test('is symmetric, of variance 1 and fat-tailed', () => {
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(deviation(values)).toBeGreaterThan(0.95);
    expect(deviation(values)).toBeLessThan(1.05);
    expect(kurtosis(values)).toBeGreaterThan(8);
  });

  test('has the quantiles of the tables (t with 4 degrees of freedom, over √2)', () => {
    const sorted = values.toSorted((a, b) => a - b);
    const quantile = (probability: number): number => (sorted[Math.floor(probability * DRAWS)] ?? NaN) * Math.SQRT2;
    for (const [probability, tabled] of [
      [0.75, 0.7407],
      [0.9, 1.5332],
      [0.95, 2.1318],
      [0.975, 2.7764],
      [0.99, 3.7469],
    ] as const) {
      expect(Math.abs(quantile(probability) / tabled - 1)).toBeLessThan(0.03);
    }
  });
});

describe('a mean-reverting quantity', () => {
  test('has the deviation and the memory asked for', () => {
    const values = draw(createMeanReverting({ uniform: uniform(), stepMs: 1, timeConstantMs: 20, deviation: 0.4 }));
    expect(deviation(values)).toBeGreaterThan(0.38);
    expect(deviation(values)).toBeLessThan(0.42);
    expect(autocorrelation(values, 1)).toBeCloseTo(20 / 21, 2);
    expect(autocorrelation(values, 20)).toBeCloseTo((20 / 21) ** 20, 1);
  });

  test('begins as far out as it ever is', () => {
    const starts = Array.from({ length: 5000 }, (_, seed) =>
      createMeanReverting({ uniform: uniform('x', seed), stepMs: 1, timeConstantMs: 1e6, deviation: 1 })(),
    );
    expect(deviation(starts)).toBeCloseTo(1, 1);
  });
});

describe('regimes', () => {
  const next = createRegimes(uniform(), HOUR_MS, 2 * DAY_MS);
  const names = Array.from({ length: DRAWS }, () => next().name);
  const share = (name: string): number => names.filter((other) => other === name).length / names.length;

  test('come up all three, up as often as down', () => {
    expect(share('range')).toBeGreaterThan(0.4);
    expect(share('range')).toBeLessThan(0.62);
    expect(Math.abs(share('up') - share('down'))).toBeLessThan(0.06);
  });

  test('last as long as asked for', () => {
    const lengths: number[] = [];
    let length = 0;
    for (const [index, name] of names.entries()) {
      if (name === 'up') length++;
      else if (names[index - 1] === 'up') lengths.push(length);
      if (name !== 'up') length = 0;
    }
    expect(mean(lengths)).toBeGreaterThan(42);
    expect(mean(lengths)).toBeLessThan(54);
  });
});

describe('a market driver', () => {
  test.each([60_000, HOUR_MS, DAY_MS])('moves with variance about 1, whatever the step (%d ms)', (stepMs) => {
    const driver = createMarketDriver({ uniform: uniform(), stepMs, regimeDurationMs: 2 * DAY_MS, trendStrength: 0 });
    const moves = draw(() => {
      driver.advance();
      return driver.move;
    }, 200_000);
    expect(deviation(moves)).toBeGreaterThan(0.88);
    expect(deviation(moves)).toBeLessThan(1.12);
  });
});

describe('activity', () => {
  test('has a mean of 1 over the week', () => {
    const week = Array.from({ length: 7 * 24 * 60 }, (_, minute) => activityAt(Date.UTC(2024, 5, 3) + minute * 60_000));
    expect(mean(week)).toBeCloseTo(1, 6);
    expect(Math.min(...week)).toBeGreaterThan(0.4);
  });

  test('is less on Saturday and Sunday than on the Friday before', () => {
    const [friday = 0, ...weekend] = [7, 8, 9].map((day) => activityAt(Date.UTC(2024, 5, day, 12)));
    expect(weekend.every((activity) => activity < friday * 0.7)).toBe(true);
  });

  test('does not jump within a day', () => {
    const steps = Array.from({ length: 1439 }, (_, minute) => {
      const at = Date.UTC(2024, 5, 4) + minute * 60_000;
      return Math.abs(activityAt(at + 60_000) - activityAt(at));
    });
    expect(Math.max(...steps)).toBeLessThan(0.01);
  });
});

describe('a decimal grid', () => {
  property.prop([
    fc.constantFrom('0.1', '0.01', '0.5', '0.0025', '5', '0.00000001', '0.3'),
    fc.integer({ min: 0, max: 1e9 }),
  ])('gives the number that the decimal text gives', (step, count) => {
    const grid = createDecimalGrid(step);
    const digits = step.includes('.') ? (step.split('.')[1]?.length ?? 0) : 0;
    const units = BigInt(step.replace('.', '')) * BigInt(count);
    const text = units.toString().padStart(digits + 1, '0');
    const exact = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
    expect(grid.valueOf(count)).toBe(Number(exact));
    expect(grid.nearest(grid.valueOf(count))).toBe(count);
  });
});

describe('the path inside a bar', () => {
  property.prop([
    fc.integer(),
    fc.double({ min: 1, max: 1000, noNaN: true }),
    fc.double({ min: 1, max: 1000, noNaN: true }),
  ])('ends where it is told', (seed, start, end) => {
    const path = new Float64Array(SUB_STEPS);
    walkBar(path, start, end, 5, uniform('x', seed));
    expect(path.at(-1)).toBeCloseTo(end, 9);
  });

  test('is straight without volatility', () => {
    const path = new Float64Array(SUB_STEPS);
    walkBar(path, 100, 108, 0, uniform());
    expect(Array.from(path)).toEqual([101, 102, 103, 104, 105, 106, 107, 108]);
  });

  test('strays in its middle as a Brownian bridge does: half the deviation of the bar', () => {
    const path = new Float64Array(SUB_STEPS);
    const source = uniform();
    const middles = draw(() => {
      walkBar(path, 0, 0, 1, source);
      return path[SUB_STEPS / 2 - 1] ?? NaN;
    }, 20_000);
    expect(deviation(middles)).toBeCloseTo(0.5, 1);
  });
});

describe('the funding rule', () => {
  test.each([
    ['no premium pays the interest', 0, 0.0001],
    ['a premium within the clamp pays the interest', 0.0006, 0.0001],
    ['a discount within the clamp pays the interest', -0.0004, 0.0001],
    ['a greater premium shows, less the clamp', 0.001, 0.0005],
    ['a greater discount shows, plus the clamp', -0.001, -0.0005],
    ['a discount just beyond is a small rate', -0.0005, 0],
    ['an absurd premium is capped', 0.5, 0.0075],
    ['an absurd discount is capped', -0.5, -0.0075],
    ['a rate has eight decimals', 0.00123456789, 0.00073457],
  ])('%s', (_, premium, rate) => {
    expect(fundingRate(premium)).toBe(rate);
  });
});
