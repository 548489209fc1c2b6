// Volume-weighted average price: of the UTC day, of all bars, or of the last ones.
import type { Bar } from './bar.ts';
import { hasRange, typicalPrice } from './bar.ts';
import { createCompensatedSum } from '../domain/compensated-sum.ts';
import type { Indicator, Step } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

const DAY_MS = 86_400_000;

export type VwapOptions =
  | {
      /** When the average begins anew: at the first bar of a UTC day (default), or never. */
      readonly reset?: 'day' | 'never';
      readonly period?: never;
    }
  | {
      /** Bars over which the average rolls, in place of a session. */
      readonly period: number;
      readonly reset?: never;
    };

/**
 * Σ typical price·volume / Σ volume with the typical price (h+l+c)/3 (StockCharts ChartSchool, "VWAP"): over the UTC day
 * a bar opens in, from its first bar; with `reset: 'never'` over all bars; with `period` over the last ones, from the
 * `period`-th on. `undefined` while nothing was traded. A bar whose volume is negative is passed over.
 */
export function vwap(options: VwapOptions = {}): Indicator<Bar, number> {
  if (options.period !== undefined) {
    const { period } = options;
    requirePeriod('vwap', period);
    return createIndicator(() => whereTraded(rollingVwap(period)));
  }
  const { reset = 'day' } = options;
  if (reset !== 'day' && reset !== 'never')
    throw new RangeError(`vwap: reset must be day or never, got ${String(reset)}`);
  return createIndicator(() => whereTraded(reset === 'day' ? dailyVwap() : runningVwap()));
}

function whereTraded(step: Step<Bar, number>): Step<Bar, number> {
  return (bar) => {
    const valid = hasRange(bar) && Number.isFinite(bar.openTime) && Number.isFinite(bar.volume) && bar.volume >= 0;
    return valid ? step(bar) : undefined;
  };
}

function dailyVwap(): Step<Bar, number> {
  let day: number | undefined;
  let running = runningVwap();
  return (bar) => {
    const today = Math.floor(bar.openTime / DAY_MS);
    if (today !== day) running = runningVwap();
    day = today;
    return running(bar);
  };
}

/** Prices are summed as distances from the first one: small numbers, and one price throughout answers itself. */
function runningVwap(): Step<Bar, number> {
  const turnover = createCompensatedSum();
  const volume = createCompensatedSum();
  let anchor: number | undefined;
  return (bar) => {
    const price = typicalPrice(bar);
    anchor ??= price;
    turnover.add((price - anchor) * bar.volume);
    volume.add(bar.volume);
    return average(anchor, turnover.value(), volume.value());
  };
}

/** Summed anew each bar: a difference of running sums would keep the rounding of volumes long gone. */
function rollingVwap(period: number): Step<Bar, number> {
  const prices = new Float64Array(period);
  const volumes = new Float64Array(period);
  let oldest = 0;
  let full = false;
  return (bar) => {
    prices[oldest] = typicalPrice(bar);
    volumes[oldest] = bar.volume;
    oldest = oldest + 1 === period ? 0 : oldest + 1;
    full ||= oldest === 0;
    if (!full) return undefined;
    const anchor = prices[oldest] ?? Number.NaN;
    let turnover = 0;
    let volume = 0;
    for (let index = 0; index < period; index++) {
      const slot = oldest + index < period ? oldest + index : oldest + index - period;
      const traded = volumes[slot] ?? 0;
      turnover += ((prices[slot] ?? 0) - anchor) * traded;
      volume += traded;
    }
    return average(anchor, turnover, volume);
  };
}

function average(anchor: number, turnover: number, volume: number): number | undefined {
  return volume > 0 ? anchor + turnover / volume : undefined;
}
