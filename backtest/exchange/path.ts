// The way a price takes through a kline: straight lines between points, and the places on them (PATH-1 to PATH-5). Pure.
import type { WalkKline } from './walk-input.ts';

export interface PathPoint {
  readonly last: number;
  readonly mark: number;
  /** Epoch ms. */
  readonly time: number;
}

/** A place on a segment; `isBetween` where its last price was interpolated and is no price of a point or an order. */
export interface Place extends PathPoint {
  /** Share of the segment that is passed, 0 to 1. */
  readonly share: number;
  readonly isBetween: boolean;
}

export type Extreme = 'low' | 'high';

/** Last millisecond of a kline: where its close lies. */
export function lastTimeOf(kline: WalkKline): number {
  return kline.closeTime - 1;
}

export function openPoint(kline: WalkKline): PathPoint {
  return { last: kline.open, mark: markAtOpen(kline), time: kline.openTime };
}

/** The four points of a kline, one of its extremes first. */
export function pathOf(kline: WalkKline, first: Extreme): PathPoint[] {
  const lengthMs = lastTimeOf(kline) - kline.openTime;
  const second = first === 'low' ? 'high' : 'low';
  return [
    openPoint(kline),
    extremePoint(kline, first, kline.openTime + Math.floor(lengthMs / 3)),
    extremePoint(kline, second, kline.openTime + Math.floor((2 * lengthMs) / 3)),
    closePoint(kline),
  ];
}

/** From a place inside the kline over one extreme to the close (WALK-4). */
export function turnedPath(kline: WalkKline, from: PathPoint, over: Extreme): PathPoint[] {
  const halfwayTime = from.time + Math.floor((lastTimeOf(kline) - from.time) / 2);
  return [from, extremePoint(kline, over, halfwayTime), closePoint(kline)];
}

/** The extreme nearer to the open, the high where they are equally far (WALK-1). */
export function nearerExtreme({ open, high, low }: WalkKline): Extreme {
  return high - open - (open - low) > 1e-9 * open ? 'low' : 'high';
}

/** Where the last price reaches `last`, not before `from`. */
export function placeOfLast(kline: WalkKline, a: PathPoint, b: PathPoint, share: number, last: number): Place {
  const mark = kline.mark.kind === 'ratio' ? last * kline.mark.ratio : a.mark + (b.mark - a.mark) * share;
  return { last, mark, time: timeAt(a, b, share), share, isBetween: false };
}

/** Where the mark price reaches `mark`. */
export function placeOfMark(kline: WalkKline, a: PathPoint, b: PathPoint, share: number, mark: number): Place {
  const last = kline.mark.kind === 'ratio' ? mark / kline.mark.ratio : a.last + (b.last - a.last) * share;
  return { last, mark, time: timeAt(a, b, share), share, isBetween: true };
}

/** Where the walk stands at `time`, which lies after a's time. */
export function placeOfTime(kline: WalkKline, a: PathPoint, b: PathPoint, time: number): Place {
  const share = (time - a.time) / (b.time - a.time);
  const last = a.last + (b.last - a.last) * share;
  const mark = kline.mark.kind === 'ratio' ? last * kline.mark.ratio : a.mark + (b.mark - a.mark) * share;
  return { last, mark, time, share, isBetween: true };
}

/** Lowest and highest mark of the kline. */
export function markLowOf({ low, mark }: WalkKline): number {
  return mark.kind === 'ratio' ? low * mark.ratio : mark.low;
}

export function markHighOf({ high, mark }: WalkKline): number {
  return mark.kind === 'ratio' ? high * mark.ratio : mark.high;
}

export function markAtOpen({ open, mark }: WalkKline): number {
  return mark.kind === 'ratio' ? open * mark.ratio : mark.open;
}

export function markAtClose({ close, mark }: WalkKline): number {
  return mark.kind === 'ratio' ? close * mark.ratio : mark.close;
}

export function timeAt(a: PathPoint, b: PathPoint, share: number): number {
  return Math.floor(a.time + (b.time - a.time) * share);
}

function extremePoint(kline: WalkKline, extreme: Extreme, time: number): PathPoint {
  return extreme === 'low'
    ? { last: kline.low, mark: markLowOf(kline), time }
    : { last: kline.high, mark: markHighOf(kline), time };
}

function closePoint(kline: WalkKline): PathPoint {
  return { last: kline.close, mark: markAtClose(kline), time: lastTimeOf(kline) };
}
