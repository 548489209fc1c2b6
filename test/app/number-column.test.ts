import { describe, expect, test } from 'vitest';
import { createNumberColumn } from '../../app/number-column.ts';

describe('a column of numbers', () => {
  test('is empty at first', () => {
    expect([...createNumberColumn().values()]).toEqual([]);
  });

  test('keeps every row in order, beyond what it was made for', () => {
    const column = createNumberColumn();
    const rows = Array.from({ length: 10_000 }, (_, row) => row / 3);
    for (const row of rows) column.push(row);
    expect([...column.values()]).toEqual(rows);
  });

  test('hands out views that later rows do not lengthen', () => {
    const column = createNumberColumn();
    column.push(1);
    const view = column.values();
    column.push(2);
    expect([view.length, column.values().length]).toEqual([1, 2]);
  });

  test('has its last row replaced, where there is one', () => {
    const column = createNumberColumn();
    column.replaceLast(7);
    expect([...column.values()]).toEqual([]);
    for (const row of [1, 2, 3]) column.push(row);
    column.replaceLast(7);
    expect([...column.values()]).toEqual([1, 2, 7]);
  });
});
