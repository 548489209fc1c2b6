// Rows of a Parquet file as numbers, by the names of its columns: their order and their types are whatever wrote them.
import type { DuckDBConnection, DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';
import { type CsvColumn, isNamed } from '../csv-header.ts';
import { DataFileError } from '../data-file-error.ts';
import { identifier, quoted, withDuckDb } from './duckdb.ts';

/** Takes one row: its values in the order of the wanted columns, an absent one as 0, and its number in the file, from 1. */
export type TakeRow = (values: Float64Array, rowNumber: number) => void;

/**
 * Hands every row to `take`, in the order of the file. Times may be whole numbers or timestamps, prices of any numeric type or
 * text. Throws a DataFileError for a file that is no Parquet, lacks a required column, or has a required value that is no
 * number.
 */
export async function readParquetRows(file: string, wanted: readonly CsvColumn[], take: TakeRow): Promise<void> {
  await withDuckDb(file, async (connection) => {
    const present = await matchColumns(connection, file, wanted);
    const expressions = present.map((column) => (column === undefined ? '0::DOUBLE' : numberOf(column)));
    const result = await connection.stream(`SELECT ${expressions.join(', ')} FROM read_parquet(${quoted(file)})`);
    const values = new Float64Array(wanted.length);
    let rowNumber = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      const columns = columnsOf(chunk);
      for (let row = 0; row < chunk.rowCount; row++) {
        rowNumber++;
        for (let index = 0; index < wanted.length; index++) {
          const value = columns[index]?.[row] ?? NaN;
          values[index] = Number.isNaN(value) ? absent(file, wanted[index], rowNumber) : value;
        }
        take(values, rowNumber);
      }
    }
  });
}

/** The names of a Parquet file's columns, in its order; throws a DataFileError where it cannot be read. */
export function parquetColumnNames(file: string): Promise<readonly string[]> {
  return withDuckDb(file, async (connection) => (await describeColumns(connection, file)).map(({ name }) => name));
}

interface PresentColumn {
  readonly name: string;
  readonly type: string;
}

/** Each wanted column as the file has it; undefined for one it does not have. */
async function matchColumns(
  connection: DuckDBConnection,
  file: string,
  wanted: readonly CsvColumn[],
): Promise<readonly (PresentColumn | undefined)[]> {
  const columns = await describeColumns(connection, file);
  return wanted.map((column) => {
    const found = columns.find(({ name }) => isNamed(column, name));
    if (found === undefined && column.required) {
      const names = columns.map(({ name }) => name).join(', ');
      throw new DataFileError(file, `has no column "${column.name}"; its columns: ${names}`);
    }
    return found;
  });
}

async function describeColumns(connection: DuckDBConnection, file: string): Promise<readonly PresentColumn[]> {
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${quoted(file)})`);
  return reader.getRowObjects().map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
}

/** What is no finite number becomes NaN, so that one sentence answers all of it. */
function numberOf({ name, type }: PresentColumn): string {
  const column = identifier(name);
  const isTime = type.startsWith('TIMESTAMP') || type === 'DATE';
  const number = isTime ? `epoch_ms(${column})::DOUBLE` : `TRY_CAST(${column} AS DOUBLE)`;
  return `CASE WHEN isfinite(${number}) THEN ${number} ELSE 'NaN'::DOUBLE END`;
}

function columnsOf(chunk: DuckDBDataChunk): readonly Float64Array[] {
  return Array.from({ length: chunk.columnCount }, (_, index) => doublesOf(chunk.getColumnVector(index)));
}

/** The vector's own array where it can be had: asking for item by item takes ten times as long as all else. */
function doublesOf(vector: DuckDBVector): Float64Array {
  const items: unknown = Reflect.get(vector, 'items');
  if (items instanceof Float64Array) return items;
  return Float64Array.from({ length: vector.itemCount }, (_, row) => Number(vector.getItem(row) ?? NaN));
}

function absent(file: string, column: CsvColumn | undefined, rowNumber: number): number {
  if (column?.required !== true) return 0;
  throw new DataFileError(file, `"${column.name}" is no number`, rowNumber);
}
