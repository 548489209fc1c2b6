import fc from 'fast-check';
import { from, NEVER, Subject, toArray } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';

import type { Kline } from '../../../engine/domain/kline.ts';
import type { AlignedRow } from '../../../engine/indicators/align.ts';
import { align } from '../../../engine/indicators/align.ts';
import { makeKline } from './support.ts';

const ROLES = ['base', 'hedge', 'third'] as const;
type Role = (typeof ROLES)[number];

/** A kline that closes at minute `minute`. */
function at(minute: number, symbol = 'BTCUSDT'): Kline {
  return makeKline({ symbol, openTime: (minute - 1) * 60_000, closeTime: minute * 60_000, close: minute });
}

/** Streams by role, told by hand, and the rows as `[minute, dropped]`. */
function watch(options: { readonly pendingMax?: number } = {}) {
  const streams = { base: new Subject<Kline>(), hedge: new Subject<Kline>() };
  const rows: unknown[] = [];
  align(streams, options).subscribe({
    next: ({ base, hedge, dropped }) => {
      expect(base.closeTime).toBe(hedge.closeTime);
      rows.push([base.close, dropped]);
    },
    error: (error: unknown) => rows.push(error),
    complete: () => rows.push('complete'),
  });
  return {
    rows,
    streams,
    tell: (role: 'base' | 'hedge', ...minutes: readonly number[]) => {
      for (const minute of minutes) streams[role].next(at(minute, role));
    },
  };
}

describe('align', () => {
  it('tells the klines of one close time when the last stream tells its own', () => {
    const { rows, tell } = watch();
    tell('base', 1);
    expect(rows).toEqual([]);
    tell('hedge', 1);
    expect(rows).toEqual([[1, 0]]);
  });

  it('does not mind which stream is first', () => {
    const { rows, tell } = watch();
    tell('hedge', 1, 2);
    tell('base', 1, 2);
    expect(rows).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it('never pairs different close times and is aligned again after a missing bar', () => {
    const { rows, tell } = watch();
    for (const minute of [1, 2, 3, 4]) {
      tell('base', minute);
      if (minute !== 2) tell('hedge', minute);
    }
    expect(rows).toEqual([
      [1, 0],
      [3, 1],
      [4, 1],
    ]);
  });

  it('counts what could not be paired on either side, from the start', () => {
    const { rows, tell } = watch();
    tell('base', 1, 2, 5);
    tell('hedge', 3, 4, 5);
    tell('base', 6, 7);
    tell('hedge', 7);
    expect(rows).toEqual([
      [5, 4],
      [7, 5],
    ]);
  });

  it('keeps what is newer than the row, for it may still be paired', () => {
    const { rows, tell } = watch();
    tell('base', 1, 2, 3);
    tell('hedge', 1, 3);
    tell('hedge', 4);
    tell('base', 4);
    expect(rows).toEqual([
      [1, 0],
      [3, 1],
      [4, 1],
    ]);
  });

  it('drops and counts a kline that comes no later than the last row', () => {
    const { rows, tell } = watch();
    tell('base', 2);
    tell('hedge', 2, 1, 2);
    tell('base', 2, 3);
    tell('hedge', 3);
    expect(rows).toEqual([
      [2, 0],
      [3, 3],
    ]);
  });

  it('lets the second of two klines of one role and time replace the first', () => {
    const streams = { base: new Subject<Kline>(), hedge: new Subject<Kline>() };
    const rows: AlignedRow<typeof streams>[] = [];
    align(streams).subscribe((row) => rows.push(row));
    streams.base.next(at(1, 'first'));
    streams.base.next(at(1, 'second'));
    streams.hedge.next(at(1));
    expect(rows.map((row) => [row.base.symbol, row.dropped])).toEqual([['second', 1]]);
  });

  it('holds at most pendingMax close times of a stream whose partner is silent', () => {
    const { rows, tell } = watch({ pendingMax: 3 });
    tell('base', 1, 2, 3, 4, 5);
    tell('hedge', 1, 2, 3, 5);
    // 1 and 2 of base were pushed out by 4 and 5; what hedge tells of those minutes comes too late.
    expect(rows).toEqual([
      [3, 4],
      [5, 5],
    ]);
  });

  it('holds 1,024 close times unless told otherwise', () => {
    const { rows, tell } = watch();
    const minutes = Array.from({ length: 1025 }, (_, index) => index + 1);
    tell('base', ...minutes);
    tell('hedge', ...minutes);
    expect(rows).toHaveLength(1024);
    expect(rows[0]).toEqual([2, 2]);
  });

  it('drops the earliest close time first, whatever the order in which streams told theirs', () => {
    const { rows, tell } = watch({ pendingMax: 2 });
    tell('base', 5);
    tell('hedge', 1, 2);
    tell('base', 6);
    tell('hedge', 5, 6);
    expect(rows).toEqual([
      [5, 2],
      [6, 2],
    ]);
  });

  it('completes when all streams have, and passes the first error on', () => {
    const one = watch();
    one.streams.base.complete();
    expect(one.rows).toEqual([]);
    one.streams.hedge.complete();
    expect(one.rows).toEqual(['complete']);

    const other = watch();
    other.streams.hedge.error(new Error('feed broke'));
    expect(other.rows).toEqual([new Error('feed broke')]);
    expect(other.streams.base.observed).toBe(false);
  });

  it('leaves its streams with its last subscriber', () => {
    const base = new Subject<Kline>();
    const subscription = align({ base, hedge: NEVER }).subscribe();
    expect(base.observed).toBe(true);
    subscription.unsubscribe();
    expect(base.observed).toBe(false);
  });

  it('counts for each subscription by itself', () => {
    const streams = { base: from([at(1), at(2)]), hedge: from([at(2)]) };
    const aligned$ = align(streams);
    const dropped: number[] = [];
    aligned$.subscribe((row) => dropped.push(row.dropped));
    aligned$.subscribe((row) => dropped.push(row.dropped));
    expect(dropped).toEqual([1, 1]);
  });

  it('hands a single stream through', () => {
    const closes: number[] = [];
    align({ only: from([at(1), at(2)]) }).subscribe((row) => closes.push(row.only.close));
    expect(closes).toEqual([1, 2]);
  });

  it('tells warm-up klines like any other', () => {
    const warm = { ...at(1), warmup: true };
    const flags: boolean[] = [];
    align({ base: from([warm]), hedge: from([warm]) }).subscribe((row) => flags.push(row.base.warmup));
    expect(flags).toEqual([true]);
  });

  it.each<[string, () => unknown, string]>([
    ['no streams', () => align({}), 'align: at least one stream is needed, got none'],
    [
      'a role named dropped',
      // @ts-expect-error the name of the count is taken
      () => align({ base: NEVER, dropped: NEVER }),
      'align: dropped is the name of a count, choose another role',
    ],
    [
      'no room to wait',
      () => align({ base: NEVER }, { pendingMax: 0 }),
      'align: pendingMax must be a whole number from 1 to 1000000, got 0',
    ],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(new RangeError(message));
  });

  it('types its rows by the record', () => {
    const row$ = align({ base: from([at(1)]), hedge: from([at(1)]) });
    row$.subscribe((row) => {
      expectTypeOf(row.base).toEqualTypeOf<Kline>();
      expectTypeOf(row.hedge).toEqualTypeOf<Kline>();
      expectTypeOf(row.dropped).toEqualTypeOf<number>();
      // @ts-expect-error a role that is not there
      expect(row.third).toBeUndefined();
    });
    expect.assertions(1);
  });
});

describe('align over streams with gaps', () => {
  /** For two or three roles the minutes each tells, ascending, and an order in which the streams take turns. */
  const gappy = fc.integer({ min: 2, max: 3 }).chain((count) =>
    fc.record({
      minutes: fc.array(
        fc
          .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 40 })
          .map((list) => list.toSorted((a, b) => a - b)),
        { minLength: count, maxLength: count },
      ),
      turns: fc.array(fc.nat({ max: count - 1 }), { minLength: 120, maxLength: 120 }),
    }),
  );

  /** Tells every stream in its own order, taking turns, then what is left; the rows as minutes and counts. */
  function run(minutes: readonly (readonly number[])[], turns: readonly number[]) {
    const roles: readonly Role[] = ROLES.slice(0, minutes.length);
    const streams = roles.map(() => new Subject<Kline>());
    const rows: { readonly minutes: readonly number[]; readonly dropped: number }[] = [];
    align(Object.fromEntries(roles.map((role, index) => [role, streams[index] ?? new Subject<Kline>()]))).subscribe(
      (row) => rows.push({ minutes: roles.map((role) => row[role]?.close ?? Number.NaN), dropped: row.dropped }),
    );
    const told = minutes.map(() => 0);
    const tellNext = (place: number): void => {
      const minute = minutes[place]?.[told[place] ?? 0];
      if (minute === undefined) return;
      told[place] = (told[place] ?? 0) + 1;
      streams[place]?.next(at(minute));
    };
    for (const place of turns) tellNext(place);
    for (const [place, list] of minutes.entries()) for (const _ of list) tellNext(place);
    return rows;
  }

  const shared = (minutes: readonly (readonly number[])[]): number[] =>
    (minutes[0] ?? []).filter((minute) => minutes.every((list) => list.includes(minute)));

  it('tells exactly the shared close times, in order, each with klines of that time alone', () => {
    fc.assert(
      fc.property(gappy, ({ minutes, turns }) => {
        expect(run(minutes, turns).map((row) => row.minutes)).toEqual(
          shared(minutes).map((minute) => minutes.map(() => minute)),
        );
      }),
    );
  });

  it('has dropped, at each row, all earlier klines that were in no row, whatever the order of arrival', () => {
    fc.assert(
      fc.property(gappy, ({ minutes, turns }) => {
        const times = shared(minutes);
        const expected = times.map(
          (time) => minutes.flat().filter((minute) => minute < time && !times.includes(minute)).length,
        );
        expect(run(minutes, turns).map((row) => row.dropped)).toEqual(expected);
      }),
    );
  });

  it('emits as many rows from finished streams as from told ones', () => {
    fc.assert(
      fc.property(gappy, ({ minutes, turns }) => {
        const roles = ROLES.slice(0, minutes.length);
        const streams = Object.fromEntries(
          roles.map((role, index) => [role, from((minutes[index] ?? []).map((m) => at(m)))]),
        );
        let count: number | undefined;
        align(streams)
          .pipe(toArray())
          .subscribe((rows) => (count = rows.length));
        expect(count).toBe(run(minutes, turns).length);
      }),
    );
  });
});
