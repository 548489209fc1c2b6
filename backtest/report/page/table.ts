// Tables of a page: a CSV file of the run by columns, made from the rows themselves or read back from the file, with the same
// outcome.
import { type CsvColumn } from '../csv-table.ts';
import type { Table } from './report-model.ts';

type Cell = string | number | null;

/** The table that `tableFromCsv` makes of the file with these columns and rows. */
export function tableFromRows<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): Table {
  return {
    length: rows.length,
    columns: Object.fromEntries(
      columns.map(([name, textOf]) => [name, rows.map((row) => cellOf(name, textOf(row) ?? ''))]),
    ),
  };
}

/** `rows` as parse-csv.ts has them, the first being the header. */
export function tableFromCsv([header = [], ...rows]: readonly (readonly string[])[]): Table {
  return {
    length: rows.length,
    columns: Object.fromEntries(header.map((name, index) => [name, rows.map((row) => cellOf(name, row[index] ?? ''))])),
  };
}

/** The column of that name; empty cells throughout where the table has none. */
export function columnOf({ columns, length }: Table, name: string): readonly Cell[] {
  return columns[name] ?? Array.from({ length }, () => null);
}

/** A cell as a number: 0 where it is empty. */
export function numberOf(cell: Cell | undefined): number {
  return Number(cell ?? 0);
}

/** Times and durations are numbers, everything else stays as it is written. */
function cellOf(name: string, text: string): Cell {
  if (text === '') return null;
  if (name === 'time' || name.endsWith('Time')) return Date.parse(text);
  return name.endsWith('Ms') ? Number(text) : text;
}
