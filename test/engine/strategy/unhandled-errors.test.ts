import { EMPTY, of, Subject, throwError } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { watchUnhandledErrors } from '../../../engine/strategy/unhandled-errors.ts';

/** What happens between the calls of a watch and of its release. */
function watched(run: () => void): readonly unknown[] {
  const seen: unknown[] = [];
  const release = watchUnhandledErrors((error) => seen.push(error));
  try {
    run();
  } finally {
    release();
  }
  return seen;
}

describe('errors that nobody handles', () => {
  test.each([
    ['thrown by an observer', () => of(1).subscribe(() => raise('observer')), 'observer'],
    ['of a stream without an error handler', () => throwError(() => new Error('stream')).subscribe(), 'stream'],
    ['thrown at completion', () => EMPTY.subscribe({ complete: () => raise('completion') }), 'completion'],
  ])('%s are handed over before the next line runs', (_, act, message) => {
    expect(watched(act)).toEqual([new Error(message)]);
  });

  test('leave the other subscribers of a subject alone', () => {
    const subject = new Subject<number>();
    const told: number[] = [];
    const seen = watched(() => {
      subject.subscribe(() => raise('first'));
      subject.subscribe((value) => told.push(value));
      subject.next(1);
      subject.next(2);
    });
    expect({ seen: seen.length, told }).toEqual({ seen: 2, told: [1, 2] });
  });

  test('go where they went before once the watch is released, an outer watch included', () => {
    const inner: unknown[] = [];
    const outer = watched(() => {
      inner.push(...watched(() => of(1).subscribe(() => raise('inside'))));
      of(1).subscribe(() => raise('outside'));
    });
    expect([inner, outer]).toEqual([[new Error('inside')], [new Error('outside')]]);
  });
});

function raise(message: string): never {
  throw new Error(message);
}
