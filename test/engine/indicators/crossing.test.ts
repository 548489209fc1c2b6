import fc from 'fast-check';
import { of, Subject, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';

import type { Lines } from '../../../engine/indicators/crossing.ts';
import { crossesAbove, crossesBelow, crossing } from '../../../engine/indicators/crossing.ts';
import { operate, stepAll } from './support.ts';

/** Pairs from a word of signs: + fast above, - fast below, = a tie. */
function pairsOf(signs: string): Lines[] {
  const fast: Record<string, number> = { '+': 2, '-': 0, '=': 1, n: Number.NaN };
  return Array.from(signs, (sign) => [fast[sign] ?? Number.NaN, 1]);
}

describe('crossing', () => {
  it.each([
    ['from below to above', '-+', '.a'],
    ['from above to below', '+-', '.b'],
    ['to and fro', '-+-+', '.aba'],
    ['not at the first side seen', '+++', '...'],
    ['not at a tie', '-=', '..'],
    ['not when the lines touch and part again', '-=-+=+', '...a..'],
    ['when fast leaves a tie on the other side', '-==+', '...a'],
    ['not when a tie comes first', '=+', '..'],
    ['not before both sides were seen', '==--', '....'],
    ['not at NaN, which leaves the side as it was', '-n+nn-', '..a..b'],
  ])('tells %s', (_, signs, expected) => {
    const words = { above: 'a', below: 'b' };
    const told = stepAll(crossing(), pairsOf(signs)).map((word) => (word === undefined ? '.' : words[word]));
    expect(told.join('')).toBe(expected);
  });

  it('compares without tolerance', () => {
    const pairs: Lines[] = [
      [1, 1],
      [1 - Number.EPSILON, 1],
      [1 + Number.EPSILON, 1],
    ];
    expect(operate(crossing(), pairs)).toEqual(['above']);
  });

  it('reads rows with fast and slow as it reads pairs', () => {
    const rows = [
      { fast: 1, slow: 2 },
      { fast: 3, slow: 2 },
      { fast: 1, slow: 2 },
    ];
    expect(operate(crossing(), rows)).toEqual(['above', 'below']);
  });

  it('tells the changes of the side that remain when ties are left out', () => {
    const lines = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), { maxLength: 60 });
    fc.assert(
      fc.property(lines, (pairs) => {
        const sides = pairs.filter(([a, b]) => a !== b).map(([a, b]) => (a > b ? 'above' : 'below'));
        const changes = sides.filter((side, index) => index > 0 && side !== sides[index - 1]);
        expect(operate(crossing(), pairs)).toEqual(changes);
      }),
    );
  });

  it('alternates between above and below', () => {
    const lines = fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 60 });
    fc.assert(
      fc.property(lines, (pairs) => {
        const told = operate(crossing(), pairs);
        expect(told.filter((word, index) => index > 0 && word === told[index - 1])).toEqual([]);
      }),
    );
  });
});

describe('crossesAbove and crossesBelow', () => {
  const rows = [1, 3, 1, 3].map((fast, bar) => ({ bar, fast, slow: 2 }));

  it('emit the whole rows at which the lines cross', () => {
    expect(operate(crossesAbove<(typeof rows)[number]>(), rows)).toEqual([rows[1], rows[3]]);
    expect(operate(crossesBelow<(typeof rows)[number]>(), rows)).toEqual([rows[2]]);
  });

  it('keep the type of the row in a pipe', () => {
    const seen: number[][] = [];
    of(...rows)
      .pipe(crossesAbove(), toArray())
      .subscribe((crossed) => seen.push(crossed.map((row) => row.bar)));
    expect(seen).toEqual([[1, 3]]);
  });

  it('keep a state for each subscription', () => {
    const source$ = new Subject<Lines>();
    const crossed$ = source$.pipe(crossesAbove());
    const early: Lines[] = [];
    const late: Lines[] = [];
    crossed$.subscribe((lines) => early.push(lines));
    source$.next([1, 2]);
    crossed$.subscribe((lines) => late.push(lines));
    source$.next([3, 2]);
    expect([early, late]).toEqual([[[3, 2]], []]);
  });
});
