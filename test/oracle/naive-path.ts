// The oracle's geometry: the points a kline is walked along and the places between them (rules PATH-1 to PATH-5).
import type { WalkKline } from '../../backtest/exchange/walk-input.ts';

export type Extreme = 'low' | 'high';

export interface Point {
  readonly time: number;
  readonly last: number;
  readonly mark: number;
}

/** A spot on a path: on the segment from point `segment` to the next, `u` of the way along. */
export interface Place {
  readonly segment: number;
  readonly u: number;
  /** Whole milliseconds. */
  readonly time: number;
  readonly last: number;
  readonly mark: number;
  /** Whether it is a point of the path, whose prices are taken as they are. */
  readonly isPoint: boolean;
}

export type Path = readonly Point[];

export function lastMoment(kline: WalkKline): number {
  return kline.closeTime - 1;
}

/** The four points of the walk that goes to `first` first. */
export function klinePath(kline: WalkKline, first: Extreme): Path {
  const spanMs = lastMoment(kline) - kline.openTime;
  const second: Extreme = first === 'low' ? 'high' : 'low';
  return [
    pointOf(kline, kline.openTime, 'open'),
    pointOf(kline, kline.openTime + Math.floor(spanMs / 3), first),
    pointOf(kline, kline.openTime + Math.floor((2 * spanMs) / 3), second),
    pointOf(kline, lastMoment(kline), 'close'),
  ];
}

/** What the rest of the walk becomes when an order opens at `place`: from there to the extreme and then to the close. */
export function detourPath(kline: WalkKline, place: Place, extreme: Extreme): Path {
  const last = lastMoment(kline);
  return [
    { time: place.time, last: place.last, mark: place.mark },
    pointOf(kline, place.time + Math.floor((last - place.time) / 2), extreme),
    pointOf(kline, last, 'close'),
  ];
}

export function placeAtPoint(path: Path, index: number): Place {
  const point = pointAt(path, index);
  return { segment: index, u: 0, time: point.time, last: point.last, mark: point.mark, isPoint: true };
}

/** The place on a segment where the last price is `last`, not before where the walk stands. */
export function placeByLast(kline: WalkKline, path: Path, segment: number, last: number, from: Place): Place {
  const a = pointAt(path, segment);
  const b = pointAt(path, segment + 1);
  const u = Math.max(leastShare(segment, from), a.last === b.last ? 0 : (last - a.last) / (b.last - a.last));
  const mark = kline.mark.kind === 'ratio' ? last * kline.mark.ratio : a.mark + (b.mark - a.mark) * u;
  return { segment, u, time: Math.max(from.time, timeAt(a, b, u)), last, mark, isPoint: false };
}

/** The place on a segment where the mark price is `mark`, not before where the walk stands. */
export function placeByMark(kline: WalkKline, path: Path, segment: number, mark: number, from: Place): Place {
  const a = pointAt(path, segment);
  const b = pointAt(path, segment + 1);
  const u = Math.max(leastShare(segment, from), a.mark === b.mark ? 0 : (mark - a.mark) / (b.mark - a.mark));
  const last = kline.mark.kind === 'ratio' ? mark / kline.mark.ratio : a.last + (b.last - a.last) * u;
  return { segment, u, time: Math.max(from.time, timeAt(a, b, u)), last, mark, isPoint: false };
}

/** The place where something falls due at `time`, seen from where the walk stands; undefined when this kline ends before. */
export function placeByTime(kline: WalkKline, path: Path, from: Place, time: number): Place | undefined {
  if (time <= from.time) return from;
  for (let segment = from.segment; segment + 1 < path.length; segment += 1) {
    const a = pointAt(path, segment);
    const b = pointAt(path, segment + 1);
    if (b.time < time) continue;
    const u = (time - a.time) / (b.time - a.time);
    const last = a.last + (b.last - a.last) * u;
    const mark = kline.mark.kind === 'ratio' ? last * kline.mark.ratio : a.mark + (b.mark - a.mark) * u;
    return { segment, u, time, last, mark, isPoint: false };
  }
  return undefined;
}

export function pointAt(path: Path, index: number): Point {
  const point = path[index];
  if (point === undefined) throw new Error(`the path has no point ${index}`);
  return point;
}

function pointOf(kline: WalkKline, time: number, name: 'open' | 'high' | 'low' | 'close'): Point {
  const last = kline[name];
  return { time, last, mark: kline.mark.kind === 'ratio' ? last * kline.mark.ratio : kline.mark[name] };
}

/** On the segment where the walk stands nothing lies behind it. */
function leastShare(segment: number, from: Place): number {
  return segment === from.segment ? from.u : 0;
}

function timeAt(a: Point, b: Point, u: number): number {
  return Math.floor(a.time + (b.time - a.time) * u);
}
