import { concat, EMPTY, of, range, Subject, take, throwError, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';

import { createIndicator } from '../../../engine/indicators/indicator.ts';
import { operate, stepAll } from './support.ts';

/** Counts inputs and answers the count at every second one. */
const everySecond = createIndicator<string, number>(() => {
  let count = 0;
  return () => (++count % 2 === 0 ? count : undefined);
});

describe('createIndicator', () => {
  it('steps one input at a time and answers undefined where there is no value', () => {
    expect(stepAll(everySecond, ['a', 'b', 'c', 'd'])).toEqual([undefined, 2, undefined, 4]);
  });

  it('emits the values and leaves undefined out', () => {
    expect(operate(everySecond, ['a', 'b', 'c', 'd', 'e'])).toEqual([2, 4]);
  });

  it('emits falsy values', () => {
    const same = createIndicator(() => (input: number | boolean | string | null) => input);
    expect(operate(same, [0, false, '', null])).toEqual([0, false, '', null]);
  });

  it('gives each subscription to one piped stream a state of its own', () => {
    const source$ = new Subject<string>();
    const counts$ = source$.pipe(everySecond);
    const first: number[] = [];
    const second: number[] = [];
    counts$.subscribe((count) => first.push(count));
    source$.next('only the first sees this');
    counts$.subscribe((count) => second.push(count));
    for (const input of ['a', 'b', 'c']) source$.next(input);
    expect(first).toEqual([2, 4]);
    expect(second).toEqual([2]);
  });

  it('gives each start a state of its own', () => {
    const one = everySecond.start();
    const other = everySecond.start();
    expect([one('a'), other('a'), one('b'), other('b')]).toEqual([undefined, undefined, 2, 2]);
  });

  it('passes an error of the source on, after the values before it', () => {
    const seen: unknown[] = [];
    concat(
      of('a', 'b'),
      throwError(() => new Error('source failed')),
    )
      .pipe(everySecond)
      .subscribe({ next: (count) => seen.push(count), error: (error: unknown) => seen.push(error) });
    expect(seen).toEqual([2, new Error('source failed')]);
  });

  it('turns an error thrown by a step into an error of the stream and leaves the source', () => {
    const source$ = new Subject<number>();
    const failing = createIndicator(() => (input: number) => {
      if (input < 0) throw new RangeError('below zero');
      return input;
    });
    const seen: unknown[] = [];
    source$.pipe(failing).subscribe({ next: (value) => seen.push(value), error: (error: unknown) => seen.push(error) });
    source$.next(1);
    source$.next(-1);
    expect(seen).toEqual([1, new RangeError('below zero')]);
    expect(source$.observed).toBe(false);
  });

  it('turns an error thrown by the start into an error of the stream', () => {
    const broken = createIndicator<number, number>(() => {
      throw new Error('cannot start');
    });
    const seen: unknown[] = [];
    of(1)
      .pipe(broken)
      .subscribe({ error: (error: unknown) => seen.push(error) });
    expect(seen).toEqual([new Error('cannot start')]);
  });

  it('completes with the source', () => {
    const seen: unknown[] = [];
    EMPTY.pipe(everySecond, toArray()).subscribe((counts) => seen.push(counts));
    expect(seen).toEqual([[]]);
  });

  it('stops an endless synchronous source once nobody listens', () => {
    let stepped = 0;
    const counting = createIndicator(() => (input: number) => {
      stepped++;
      return input;
    });
    const seen: number[] = [];
    range(0, Infinity)
      .pipe(counting, take(3))
      .subscribe((value) => seen.push(value));
    expect(seen).toEqual([0, 1, 2]);
    expect(stepped).toBe(3);
  });
});
