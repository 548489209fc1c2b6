// Marble diagrams as texts: one character a place, `-` for a place where nothing is, `(ab)` for several at one place, spaces
// for the eye alone. What a letter stands for is said beside the diagram.
import { isLike } from './is-like.ts';

/** What the letters of a diagram stand for. */
export type Alphabet<T> = Readonly<Record<string, T>>;

/**
 * The values of a diagram, place by place; undefined where it has `-`. Throws RangeError for a letter that stands for
 * nothing. `marble('a-b', { a: 1, b: 2 })` is `[1, undefined, 2]`.
 */
export function marble<T>(diagram: string, alphabet: Alphabet<T>): readonly (T | undefined)[] {
  return Array.from(diagram.replaceAll(' ', ''), (letter) => {
    if (letter === '-') return undefined;
    if (Object.hasOwn(alphabet, letter)) return alphabet[letter];
    throw new RangeError(`"${letter}" of the diagram "${diagram}" stands for nothing; known are ${known(alphabet)}`);
  });
}

/**
 * The diagram of values, place by place: `-` for undefined, else the first letter whose meaning the value is like
 * (`isLike`), `?` where there is none. `toMarble([1, undefined, 2], { a: 1, b: 2 })` is `'a-b'`.
 */
export function toMarble(values: readonly unknown[], alphabet: Alphabet<unknown>): string {
  return values.map((value) => (value === undefined ? '-' : letterOf(value, alphabet))).join('');
}

/** `toMarble` where each place holds any number of values. */
export function toGroupedMarble(places: readonly (readonly unknown[])[], alphabet: Alphabet<unknown>): string {
  return places
    .map((values) => {
      const letters = values.map((value) => letterOf(value, alphabet)).join('');
      if (letters === '') return '-';
      return values.length === 1 ? letters : `(${letters})`;
    })
    .join('');
}

function letterOf(value: unknown, alphabet: Alphabet<unknown>): string {
  return Object.keys(alphabet).find((letter) => isLike(value, alphabet[letter])) ?? '?';
}

function known(alphabet: Alphabet<unknown>): string {
  return ['-', ...Object.keys(alphabet)].join(' ');
}
