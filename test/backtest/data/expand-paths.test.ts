import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expandPaths, segmentToRegExp } from '../../../backtest/data/expand-paths.ts';
import { scratchFolder } from './scratch-folder.ts';

const names = [
  'a-1.csv',
  'a-10.csv',
  'a-2.csv',
  'b.csv.gz',
  '.hidden.csv',
  'deep/a-3.csv',
  'deep/down/a-4.csv',
  'x[1].csv',
];

async function expanded(...patterns: readonly string[]): Promise<readonly string[]> {
  const folder = scratchFolder(Object.fromEntries(names.map((name) => [name, name])));
  const paths = await expandPaths(patterns.map((pattern) => join(folder, pattern)));
  return paths.map((path) => path.slice(folder.length + 1));
}

describe('file patterns', () => {
  test.each([
    ['a path as it stands', ['b.csv.gz'], ['b.csv.gz']],
    ['a path that does not exist, for the reader to complain', ['none.csv'], ['none.csv']],
    ['a star within a folder, by name', ['a-*.csv'], ['a-1.csv', 'a-10.csv', 'a-2.csv']],
    ['no hidden files', ['*.csv'], ['a-1.csv', 'a-10.csv', 'a-2.csv', 'x[1].csv']],
    ['hidden files when they are asked for', ['.*.csv'], ['.hidden.csv']],
    ['one character', ['a-?.csv'], ['a-1.csv', 'a-2.csv']],
    ['a set', ['a-[1-2].csv'], ['a-1.csv', 'a-2.csv']],
    ['a complement', ['a-[!1].csv'], ['a-2.csv']],
    ['a folder pattern', ['d*p/*.csv'], ['deep/a-3.csv']],
    ['all depths', ['**/a-*.csv'], ['a-1.csv', 'a-10.csv', 'a-2.csv', 'deep/a-3.csv', 'deep/down/a-4.csv']],
    ['a file whose name looks like a pattern', ['x[1].csv'], ['x[1].csv']],
    ['patterns in their order, no file twice', ['b*', 'a-2.csv', 'a-?.csv'], ['b.csv.gz', 'a-2.csv', 'a-1.csv']],
  ])('name %s', async (_, patterns, found) => {
    expect(await expanded(...patterns)).toEqual(found);
  });

  test('that match nothing are an error', async () => {
    await expect(expanded('*.parquet')).rejects.toThrow(/\*\.parquet: no file matches$/);
  });

  test('take dots and brackets that close nothing as they are', () => {
    expect(segmentToRegExp('a.(c]').test('a.(c]')).toBe(true);
    expect(segmentToRegExp('a.c').test('abc')).toBe(false);
  });
});
