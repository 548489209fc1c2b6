// Klines of several markets, paired by close time. `combineLatest` pairs a bar with an older one of the other market, and
// `zip` pairs different times for good after one missing bar; both trade on prices that never stood beside each other.
import type { Observable } from 'rxjs';
import { map, merge } from 'rxjs';

import type { Kline } from '../domain/kline.ts';
import type { Step } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

/** Kline streams by role; `dropped` is taken. */
export type KlineStreams = Readonly<Record<string, Observable<Kline>>>;

/** The klines of one close time by role. */
export type AlignedRow<S extends KlineStreams> = { readonly [Role in keyof S]: Kline } & {
  /** Klines dropped so far because they were in no row and could be in none any more, all roles together. */
  readonly dropped: number;
};

export interface AlignOptions {
  /** Close times that may wait for their missing klines, 1,024 by default; beyond it the oldest is dropped. */
  readonly pendingMax?: number;
}

interface Arrival {
  readonly place: number;
  readonly kline: Kline;
}

/**
 * `align({ base: a$, hedge: b$ })` tells `{ base, hedge, dropped }` for each close time of which every stream has told a
 * kline, in order of time, at the moment the last of them arrives.
 *
 * Streams tell their klines in order. Hence, when the row of time T is told, klines that wait with an earlier close time
 * can have no row any more: they are dropped and counted. So are the oldest that wait once a stream has been silent for
 * more than `pendingMax` bars of the others; a kline that comes no later than the last row or than what was dropped so;
 * and the first of two of one role and time. An error of any stream is passed on; the rows complete when all streams
 * have. Throws a RangeError without streams, for a role named `dropped`, and for a `pendingMax` that is no whole number
 * from 1 to 1,000,000.
 */
export function align<const S extends KlineStreams>(
  streams: S & { readonly dropped?: never },
  options: AlignOptions = {},
): Observable<AlignedRow<S>> {
  const { pendingMax = 1024 } = options;
  const roles = Object.keys(streams);
  if (roles.length === 0) throw new RangeError('align: at least one stream is needed, got none');
  if (roles.includes('dropped')) throw new RangeError('align: dropped is the name of a count, choose another role');
  requirePeriod('align', pendingMax, 'pendingMax');
  const arrivals = Object.values<Observable<Kline>>(streams).map((kline$, place) =>
    kline$.pipe(map((kline): Arrival => ({ place, kline }))),
  );
  return merge(...arrivals).pipe(createIndicator(() => aligning<S>(roles, pendingMax)));
}

function aligning<S extends KlineStreams>(roles: readonly string[], pendingMax: number): Step<Arrival, AlignedRow<S>> {
  const waiting = new Map<number, (Kline | undefined)[]>();
  let settledUntil = -Infinity;
  let dropped = 0;

  function settle(closeTime: number): void {
    settledUntil = closeTime;
    for (const [time, klines] of waiting) {
      if (time > closeTime) continue;
      dropped += countKlines(klines);
      waiting.delete(time);
    }
  }

  return ({ place, kline }) => {
    const { closeTime } = kline;
    if (closeTime <= settledUntil) {
      dropped++;
      return undefined;
    }
    const klines = waiting.get(closeTime) ?? roles.map(() => undefined);
    if (klines[place] !== undefined) dropped++;
    klines[place] = kline;
    if (countKlines(klines) < roles.length) {
      waiting.set(closeTime, klines);
      if (waiting.size > pendingMax) settle(earliest(waiting.keys()));
      return undefined;
    }
    waiting.delete(closeTime);
    settle(closeTime);
    const row: Record<string, unknown> = {};
    for (const [index, role] of roles.entries()) row[role] = klines[index];
    row['dropped'] = dropped;
    return isRow<S>(row, roles) ? row : undefined;
  };
}

function earliest(times: Iterable<number>): number {
  let first = Infinity;
  for (const time of times) first = Math.min(first, time);
  return first;
}

function countKlines(klines: readonly (Kline | undefined)[]): number {
  let count = 0;
  for (const kline of klines) if (kline !== undefined) count++;
  return count;
}

function isRow<S extends KlineStreams>(row: object, roles: readonly string[]): row is AlignedRow<S> {
  return roles.every((role) => role in row);
}
