// The one door to DuckDB, which reads and writes Parquet. It is large and most users have no Parquet, so it is an optional
// package: asked for without it, the sentence says how to install it.
import type * as DuckDb from '@duckdb/node-api';
import { DataFileError } from '../data-file-error.ts';

const INSTALL = 'npm install @duckdb/node-api@1.5.5-r.5';

/**
 * Calls `use` with a connection to an empty database in memory that is closed afterwards. Throws a DataFileError that names
 * `file` where the package is not installed or DuckDB cannot do what it was asked.
 */
export async function withDuckDb<T>(
  file: string,
  use: (connection: DuckDb.DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await loadDuckDb(file);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return await use(connection);
  } catch (error) {
    if (error instanceof DataFileError || !(error instanceof Error)) throw error;
    throw new DataFileError(file, `is not Parquet that can be used (${firstLine(error.message)})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A column's name as SQL writes it. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function loadDuckDb(file: string): Promise<typeof DuckDb> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new DataFileError(file, `is Parquet, for which an optional package is needed: ${INSTALL}`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? '';
}
