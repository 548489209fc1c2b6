// Tables of a page: a CSV file of the run by columns, made from the rows themselves or read back from the file, with the same
// outcome.
import { type CsvColumn } from '../csv-table.ts';
import { csvRows } from './parse-csv.ts';
import type { Table } from './report-model.ts';

type Cell = string | number | null;

/** The table that `tableFromCsv` makes of the file with these columns and rows. */
export function tableFromRows<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): Table {
  return {
    length: rows.length,
    columns: Object.fromEntries(
      columns.map(([name, textOf]) => {
        const cellOf = cellReader(name);
        return [name, rows.map((row) => cellOf(textOf(row) ?? ''))];
      }),
    ),
  };
}

/** The table of a file's text; throws a CsvError where it is not whole. */
export function tableFromCsv(text: string): Table {
  const rows = csvRows(text);
  const header = rows.next();
  const names = header.done === true ? [] : header.value;
  const columns = names.map((): Cell[] => []);
  const readers = names.map(cellReader);
  let length = 0;
  for (const fields of rows) {
    for (const [index, field] of fields.entries()) columns[index]?.push(readers[index]?.(field) ?? null);
    length += 1;
  }
  return { length, columns: Object.fromEntries(names.map((name, index) => [name, columns[index] ?? []])) };
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
function cellReader(name: string): (text: string) => Cell {
  if (name === 'time' || name.endsWith('Time')) return (text) => (text === '' ? null : Date.parse(text));
  if (name.endsWith('Ms')) return (text) => (text === '' ? null : Number(text));
  return (text) => (text === '' ? null : text);
}
