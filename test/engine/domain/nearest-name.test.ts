import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from '../../../engine/domain/nearest-name.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['leverage', 'leverage', 0],
    ['levrage', 'leverage', 1],
    ['leverrage', 'leverage', 1],
    ['leberage', 'leverage', 1],
    ['levearge', 'leverage', 1],
    ['kitten', 'sitting', 3],
    ['abc', 'xyz', 3],
  ])('from %j to %j takes %i edits', (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits);
  });

  it('is the same both ways, zero only for equal texts, and never more than the longer text', () => {
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const edits = editDistance(a, b);
        expect(edits).toBe(editDistance(b, a));
        expect(edits === 0).toBe(a === b);
        expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('nearestName', () => {
  const names = ['leverage', 'marginMode', 'balance'];

  it.each([
    ['levrage', 'leverage'],
    ['Balance', 'balance'],
    ['marginmode', 'marginMode'],
    ['margin_mode', 'marginMode'],
    ['colour', undefined],
  ])('of %s is %s', (wrong, nearest) => {
    expect(nearestName(wrong, names)).toBe(nearest);
  });

  it('is undefined where nothing is known', () => {
    expect(nearestName('a', [])).toBeUndefined();
  });
});
