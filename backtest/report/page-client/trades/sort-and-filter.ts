// Which trades the table shows and in which order. Plain rows in, plain rows out.
import type { Table } from '../../page/report-model.ts';
import { cellAt, numberAt, textAt } from '../model/rows.ts';

export interface TradeFilter {
  /** Empty lets all pass. */
  readonly strategyId: string;
  readonly symbol: string;
  readonly direction: string;
  readonly exitCause: string;
  readonly outcome: '' | 'winners' | 'losers';
}

export const NO_FILTER: TradeFilter = { strategyId: '', symbol: '', direction: '', exitCause: '', outcome: '' };

export interface TradeSort {
  readonly key: string;
  readonly ascending: boolean;
}

/** Rows that pass, by the sort's column; equal ones stay in their own order, those without a value come last either way. */
export function shownRows(table: Table, filter: TradeFilter, { key, ascending }: TradeSort): readonly number[] {
  const passing = Array.from({ length: table.length }, (_, row) => row).filter((row) => passes(table, filter, row));
  const values = passing.map((row) => ({ row, text: textAt(table, key, row), number: numberAt(table, key, row) }));
  const isNumeric = values.every(({ text, number }) => text === '' || number !== null);
  const sign = ascending ? 1 : -1;
  return values
    .toSorted((a, b) => {
      if (a.text === '' || b.text === '') return Number(a.text === '') - Number(b.text === '');
      return sign * (isNumeric ? (a.number ?? 0) - (b.number ?? 0) : a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
    })
    .map(({ row }) => row);
}

/** What a column holds, each once, in order: the choices of its filter. */
export function valuesOf(table: Table, column: string): readonly string[] {
  const found = new Set<string>();
  for (let row = 0; row < table.length; row++) {
    const cell = cellAt(table, column, row);
    if (cell !== null && cell !== '') found.add(String(cell));
  }
  return [...found].toSorted();
}

function passes(table: Table, filter: TradeFilter, row: number): boolean {
  const { outcome, ...columns } = filter;
  const result = numberAt(table, 'result', row) ?? 0;
  if (outcome === 'winners' && result <= 0) return false;
  if (outcome === 'losers' && result >= 0) return false;
  return Object.entries(columns).every(([column, wanted]) => wanted === '' || textAt(table, column, row) === wanted);
}
