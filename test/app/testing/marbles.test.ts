import { describe, expect, test } from 'vitest';
import { isLike, marble, stepThrough, toMarble } from '../../../app/testing.ts';
import { marbleKlines } from '../../../app/testing/hand-made-klines.ts';
import { concatMap, map, of, throwError } from 'rxjs';
import { crossesAbove } from '../../../engine/indicators/crossing.ts';
import { sma } from '../../../engine/indicators/sma.ts';
import { test as propertyTest, fc } from '@fast-check/vitest';

describe('marble', () => {
  test('gives the value of each place, and undefined where there is none', () => {
    expect(marble('a-b', { a: 1, b: 2 })).toEqual([1, undefined, 2]);
  });

  test('lets spaces stand for the eye', () => {
    expect(marble(' a  - b ', { a: 1, b: 2 })).toEqual([1, undefined, 2]);
  });

  test('says which letters it knows where one stands for nothing', () => {
    expect(() => marble('a-x', { a: 1 })).toThrow('"x" of the diagram "a-x" stands for nothing; known are - a');
  });

  propertyTest.prop([fc.array(fc.constantFrom('a', 'b', '-'))])('is undone by toMarble', (letters) => {
    const alphabet = { a: 1, b: { two: 2 } };
    expect(toMarble(marble(letters.join(''), alphabet), alphabet)).toBe(letters.join(''));
  });
});

describe('toMarble', () => {
  test('takes the first letter that fits, and ? where none does', () => {
    expect(toMarble([{ kind: 'open', side: 'long' }, { kind: 'close' }], { o: { kind: 'open' } })).toBe('o?');
  });
});

describe('isLike', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['equal numbers', 1, 1, true],
    ['numbers that differ by rounding', 0.1 + 0.2, 0.3, true],
    ['numbers that differ', 0.3, 0.301, false],
    ['no number and itself', Number.NaN, Number.NaN, true],
    ['a number and its text', 1, '1', false],
    ['an object with more members than asked for', { a: 1, b: 2 }, { a: 1 }, true],
    ['an object with fewer', { a: 1 }, { a: 1, b: 2 }, false],
    ['lists member by member', [{ a: 1, b: 2 }], [{ a: 1 }], true],
    ['lists of other lengths', [1, 2], [1], false],
    ['a list and an object', [1], { 0: 1 }, false],
    ['what a function says yes to', 5, (value: unknown) => value === 5, true],
    ['what a function says no to', 6, (value: unknown) => value === 5, false],
    ['null and undefined', null, undefined, false],
  ])('compares %s', (_name, value, pattern, expected) => {
    expect(isLike(value, pattern)).toBe(expected);
  });
});

describe('marbleKlines', () => {
  test('lets the price stand still at each dash', () => {
    expect(marbleKlines('a--b', { a: [1, 3, 1, 2], b: 5 })).toEqual([[1, 3, 1, 2], 2, 2, 5]);
  });

  test('leaves out what is null', () => {
    expect(marbleKlines('ax-', { a: 2, x: null })).toEqual([2, null, 2]);
  });

  test('asks for a price to begin with', () => {
    expect(() => marbleKlines('-a', { a: 1 })).toThrow('the diagram "-a" has no price to begin with');
  });
});

describe('stepThrough', () => {
  test('sets what an indicator emits beside what it was given', () => {
    expect(stepThrough(sma(2), [1, 2, 4])).toEqual([undefined, 1.5, 3]);
  });

  test('reads and writes diagrams', () => {
    const rows = { u: { fast: 1, slow: 2 }, o: { fast: 2, slow: 1 } };
    expect(toMarble(stepThrough(crossesAbove(), marble('u-uo-ouo', rows)), { x: rows.o })).toBe('---x---x');
  });

  test('throws what the operator throws', () => {
    const failing = concatMap(() => throwError(() => new Error('no luck')));
    expect(() => stepThrough(failing, [1])).toThrow('no luck');
  });

  test('refuses an operator that emits twice for one input', () => {
    expect(() =>
      stepThrough(
        concatMap((value: number) => of(value, value)),
        [1],
      ),
    ).toThrow('the operator emitted 2 values for the input at place 0');
  });

  test('leaves out a place where nothing is fed', () => {
    expect(
      stepThrough(
        map((value: number) => value * 2),
        [1, undefined, 3],
      ),
    ).toEqual([2, undefined, 6]);
  });
});
