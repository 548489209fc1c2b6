// Reading the tables of a run: columns in, one cell or one row out. A column that a run does not have reads as null.
import type { Table } from '../../page/report-model.ts';
import { numberOf } from '../text/number-text.ts';

export type Cell = string | number | null;

export function cellAt(table: Table, column: string, row: number): Cell {
  return table.columns[column]?.[row] ?? null;
}

export function numberAt(table: Table, column: string, row: number): number | null {
  return numberOf(cellAt(table, column, row));
}

export function textAt(table: Table, column: string, row: number): string {
  const cell = cellAt(table, column, row);
  return cell === null ? '' : String(cell);
}

export function hasColumn(table: Table, column: string): boolean {
  return table.columns[column]?.some((cell) => cell !== null && cell !== '') ?? false;
}

/** The rows of a table by the ids in one of its columns; a cell may name several, separated by spaces or semicolons. */
export function rowsById(table: Table, column: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (let row = 0; row < table.length; row++) {
    for (const id of textAt(table, column, row).split(/[\s;,]+/)) {
      if (id === '') continue;
      const rows = found.get(id);
      if (rows === undefined) found.set(id, [row]);
      else rows.push(row);
    }
  }
  return found;
}
