// Feeds one CSV text to its parser and says which rows came from it.
import type { CsvDocument } from './byte-chunks.ts';
import type { CsvRowParser } from './csv-row-parser.ts';
import { DataFileError } from './data-file-error.ts';
import type { RecordingPart } from './recording-part.ts';

/** `table` is what the parser stores into. Throws the parser's DataFileError, or one for a text that is damaged or empty. */
export async function parseDocument(
  document: CsvDocument,
  parser: CsvRowParser,
  table: { readonly length: number },
): Promise<RecordingPart> {
  const firstRow = table.length;
  let failure: DataFileError | undefined;
  for await (const chunk of document.chunks) {
    // After a row that makes no sense the rest is still unpacked: if the archive is damaged, that is what must be said.
    failure ??= failureOf(() => parser.push(chunk));
  }
  failure ??= failureOf(() => parser.finish());
  if (failure !== undefined) throw failure;
  if (table.length === firstRow) throw new DataFileError(document.name, 'holds no rows');
  return { file: document.name, firstRow, firstLine: parser.firstLine() };
}

function failureOf(attempt: () => void): DataFileError | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof DataFileError) return error;
    throw error;
  }
}
