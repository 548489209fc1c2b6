import { describe, expect, it } from 'vitest';
import { linesOf, pickLines } from '../../bench/lines.ts';
import { linesIn } from '../../bench/prepare.ts';

const places = { folder: '/data', bars: 5000, largeBars: 20_000, indicators: [{ name: 'sma(30)', hasTheirs: true }] };
const ids = (words: readonly string[]) => pickLines(linesOf(places), words).map(({ id }) => id);

describe('the lines of the bench', () => {
  it('have a name each', () => {
    const all = linesIn('/data', { bars: 5000, largeBars: 20_000 }).map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(50);
  });

  it('are told once where the long run is no longer than the others', () => {
    const all = linesOf({ ...places, largeBars: 5000 }).map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
  });

  it('are all of a group where the group is named', () => {
    expect(ids(['engine'])).toEqual(['engine 5000', 'engine 20000']);
    expect(ids(['indicators'])).toEqual(['sma(30)', 'theirs sma(30)']);
  });

  it('are those that hold one of the words', () => {
    expect(ids(['limit 5000', 'grid'])).toEqual(['limit 5000', 'grid of 40']);
  });

  it('are none where no line holds a word', () => {
    expect(ids(['nothing of the kind'])).toEqual([]);
  });
});
