// An equity curve of as many points as a screen can show. Each stretch of the curve keeps its first, least, greatest and last
// point, the place of its deepest drawdown and the peak that one fell from, so that nothing one looks for is thinned away.
import type { EquitySeries } from '../../metrics/equity-series.ts';

/** Chosen points of a curve. */
export interface ThinCurve {
  /** Epoch ms, ascending; the first is the start of the run. */
  readonly time: readonly number[];
  readonly equity: readonly number[];
  /** Ratio below the highest equity so far, of the whole curve. */
  readonly drawdown: readonly number[];
}

const STRETCHES = 600;

/** All points where there are at most `stretches` × 6 of them, the most that thinning may leave. */
export function thinEquity(series: EquitySeries, stretches = STRETCHES): ThinCurve {
  const points = series.time.length + 1;
  const perStretch = points <= stretches * KEPT_MAX ? 1 : Math.ceil(points / stretches);
  const curve: MutableCurve = { time: [], equity: [], drawdown: [] };
  let peak = -Infinity;
  for (let from = 0; from < points; from += perStretch) {
    const to = Math.min(from + perStretch, points);
    for (const index of keptOf(series, from, to, peak)) {
      peak = Math.max(peak, greatestBetween(series, curve.last ?? 0, index));
      const equity = equityAt(series, index);
      curve.time.push(timeAt(series, index));
      curve.equity.push(equity);
      curve.drawdown.push(drawdownBelow(peak, equity));
      curve.last = index;
    }
  }
  return { time: curve.time, equity: curve.equity, drawdown: curve.drawdown };
}

const KEPT_MAX = 6;

interface MutableCurve {
  readonly time: number[];
  readonly equity: number[];
  readonly drawdown: number[];
  /** Index of the last point that was kept. */
  last?: number;
}

/** Indices of what is kept between `from` and `to`, ascending; `peakBefore` is the greatest equity of all before. */
function keptOf(series: EquitySeries, from: number, to: number, peakBefore: number): readonly number[] {
  let [least, greatest, deepest, peakOfDeepest] = [from, from, from, from];
  let [peak, peakIndex, deepestRatio] = [peakBefore, from, -1];
  for (let index = from; index < to; index++) {
    const equity = equityAt(series, index);
    if (equity < equityAt(series, least)) least = index;
    if (equity > equityAt(series, greatest)) greatest = index;
    if (equity > peak) [peak, peakIndex] = [equity, index];
    const ratio = drawdownBelow(peak, equity);
    if (ratio > deepestRatio) [deepestRatio, deepest, peakOfDeepest] = [ratio, index, peakIndex];
  }
  return [...new Set([from, least, greatest, deepest, peakOfDeepest, to - 1])].toSorted((a, b) => a - b);
}

function greatestBetween(series: EquitySeries, from: number, to: number): number {
  let greatest = -Infinity;
  for (let index = from; index <= to; index++) greatest = Math.max(greatest, equityAt(series, index));
  return greatest;
}

/** Nothing can be lost of nothing. */
function drawdownBelow(peak: number, equity: number): number {
  return peak > 0 ? (peak - equity) / peak : 0;
}

/** The curve with the start of the run as its first point. */
function equityAt({ startEquity, equity }: EquitySeries, index: number): number {
  return index === 0 ? startEquity : (equity[index - 1] ?? 0);
}

function timeAt({ startTime, time }: EquitySeries, index: number): number {
  return index === 0 ? startTime : (time[index - 1] ?? 0);
}
