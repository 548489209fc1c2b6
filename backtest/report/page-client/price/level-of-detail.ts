// Which klines are given to the chart: never a year of them, only what is in view and as much again on both sides, at the
// finest length of which the view holds no more than can be told apart.
import type { Viewport } from './viewport.ts';
import { spanOf } from './viewport.ts';

/** A kline needs this much room to be told from its neighbour. */
const PIXELS_PER_KLINE = 2;
const IN_VIEW_MIN = 200;
const IN_VIEW_MAX = 1_000;

/** The view and both margins of a chart of any width hold at most so many klines, unless the coarsest level has more. */
export const FED_KLINES_MAX = IN_VIEW_MAX * 3 + 4;

/** The finest level that fits the view; `intervalsMs` ascend. */
export function levelFor(intervalsMs: readonly number[], view: Viewport, widthPx: number): number {
  const inViewMax = Math.min(Math.max(widthPx / PIXELS_PER_KLINE, IN_VIEW_MIN), IN_VIEW_MAX);
  const fitting = intervalsMs.findIndex((intervalMs) => spanOf(view) / intervalMs <= inViewMax);
  return fitting === -1 ? intervalsMs.length - 1 : fitting;
}

/** What of a level is fed: rows from `from` up to, not including, `to`. */
export interface Feed {
  readonly level: number;
  readonly from: number;
  readonly to: number;
}

/** The rows of a level that the view and its margins need; `time` are the opens, ascending. */
export function feedFor(level: number, time: ArrayLike<number>, view: Viewport): Feed {
  const margin = spanOf(view);
  const from = Math.max(0, firstAtOrAfter(time, view.fromMs - margin) - 1);
  const to = Math.min(time.length, firstAtOrAfter(time, view.toMs + margin) + 1);
  return { level, from, to };
}

/** Whether what was fed still covers the view with something to spare on both sides. */
export function isCovered({ from, to }: Feed, time: ArrayLike<number>, view: Viewport): boolean {
  const spare = spanOf(view) / 4;
  const coversLeft = from === 0 || (time[from] ?? 0) <= view.fromMs - spare;
  const coversRight = to === time.length || (time[to - 1] ?? 0) >= view.toMs + spare;
  return coversLeft && coversRight && (to - from) * 0.1 < rowsIn(time, view) + 8;
}

/** The first row whose time is `wanted` or later. */
export function firstAtOrAfter(time: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rowsIn(time: ArrayLike<number>, view: Viewport): number {
  return firstAtOrAfter(time, view.toMs) - firstAtOrAfter(time, view.fromMs);
}
