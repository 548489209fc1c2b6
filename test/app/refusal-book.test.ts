import { describe, expect, it } from 'vitest';
import { createRefusalBook } from '../../app/refusal-book.ts';
import type { Refusal } from '../../engine/domain/refusal.ts';

function no(outcome: Refusal['outcome'], code: string, strategyId = 's1', time = 0): Refusal {
  const what = { symbol: 'BTCUSDT', ref: null, intent: 'open', by: 'risk', message: '', operands: {} } as const;
  return { ...what, strategyId, outcome, code, time };
}

describe('a refusal book', () => {
  it('keeps the first of each code and outcome in the order they happened, and counts all', () => {
    const book = createRefusalBook(2);
    const codes = ['A', 'B', 'A', 'A', 'B'];
    for (const [time, code] of codes.entries()) book.add(no('refused', code, 's1', time));
    book.add(no('dropped', 'A', 's1', 9));
    expect(book.rows().map(({ outcome, code, time }) => `${outcome} ${code} ${time}`)).toEqual([
      'refused A 0',
      'refused B 1',
      'refused A 2',
      'refused B 4',
      'dropped A 9',
    ]);
    expect(book.codes('refused')).toEqual({ A: 3, B: 2 });
    expect(book.codes('dropped')).toEqual({ A: 1 });
    expect(book.codes('clipped')).toEqual({});
  });

  it('counts by strategy what a code was given to', () => {
    const book = createRefusalBook();
    for (const strategyId of ['s1', 's2', 's1']) book.add(no('rejected', 'A', strategyId));
    expect(book.tallies()).toEqual([
      { outcome: 'rejected', code: 'A', strategyId: 's1', count: 2 },
      { outcome: 'rejected', code: 'A', strategyId: 's2', count: 1 },
    ]);
  });
});
