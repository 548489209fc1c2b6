import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { createLineSplitter } from '../../../backtest/data/line-splitter.ts';

/** The lines handed out for a text that arrives in chunks cut at `cuts`; the chunk's memory is reused, as a reader's is. */
function linesOf(text: string, cuts: readonly number[]): readonly string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((bytes, start, end) => {
    const block = Buffer.from(bytes.subarray(start, end)).toString('utf8');
    expect(block.endsWith('\n')).toBe(true);
    lines.push(...block.slice(0, -1).split('\n'));
  });
  const bytes = Buffer.from(text);
  const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  const shared = Buffer.alloc(bytes.length);
  for (const [index, border] of borders.entries()) {
    const chunk = bytes.subarray(borders[index - 1] ?? 0, border);
    chunk.copy(shared);
    splitter.push(shared.subarray(0, chunk.length));
    shared.fill(0x78, 0, chunk.length);
  }
  splitter.finish();
  return lines;
}

describe('the line splitter', () => {
  property.prop([fc.array(fc.string({ unit: fc.constantFrom('a', '1', ',', 'é') })), fc.array(fc.nat())])(
    'hands out every line whole, wherever the chunks are cut',
    (lines, cuts) => {
      const text = lines.map((line) => `${line}\n`).join('');
      expect(linesOf(text, cuts)).toEqual(lines);
    },
  );

  property.prop([fc.array(fc.nat())])('ends a last line that has no line feed', (cuts) => {
    expect(linesOf('first\nlast', cuts)).toEqual(['first', 'last']);
  });

  test('tells how much of an unfinished line it holds', () => {
    const splitter = createLineSplitter(() => {});
    splitter.push(Buffer.from('abc\ndef'));
    splitter.push(Buffer.from('gh'));
    expect(splitter.pendingBytes()).toBe(5);
  });
});
