import { describe, expect, it } from 'vitest';
import { parsePath, pathText, valueAt } from '../../config/setting-path.ts';

describe('setting paths', () => {
  it.each([
    ['seed', ['seed']],
    ['account.leverage', ['account', 'leverage']],
    ['strategies[0].params.fast', ['strategies', 0, 'params', 'fast']],
    ['strategies.0.params.fast', ['strategies', 0, 'params', 'fast']],
    ['a[0][1]', ['a', 0, 1]],
  ])('%s is read as %j', (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[x]', '[0]', 'a[0]b'])('%j is no path', (text) => {
    expect(parsePath(text)).toBeUndefined();
  });

  it.each([
    [[], 'config'],
    [['seed'], 'seed'],
    [['strategies', 0, 'params', 'fast'], 'strategies[0].params.fast'],
  ])('%j is written as %s', (path, text) => {
    expect(pathText(path)).toBe(text);
  });

  it('finds what lies at a path, and only what is the data’s own', () => {
    const data = { list: [{ a: 1 }], section: { b: null } };
    expect(valueAt(data, ['list', 0, 'a'])).toBe(1);
    expect(valueAt(data, ['section', 'b'])).toBeNull();
    expect(valueAt(data, ['list', 'length'])).toBeUndefined();
    expect(valueAt(data, ['section', 'toString'])).toBeUndefined();
    expect(valueAt(data, ['section', 'b', 'c'])).toBeUndefined();
  });
});
