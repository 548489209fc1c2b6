// Where recorded rows came from, so that a finding can name file and line.

/** The rows of a recording that came from one CSV text. */
export interface RecordingPart {
  readonly file: string;
  /** Index of its first row in the columns. */
  readonly firstRow: number;
  /** Line (1-based) of its first row in the file. */
  readonly firstLine: number;
}

/** Where a row (index in the columns) was recorded, as `file:line`. */
export function locateRow(parts: readonly RecordingPart[], row: number): string {
  const part = parts.findLast((candidate) => candidate.firstRow <= row);
  return part === undefined ? `row ${row + 1}` : `${part.file}:${part.firstLine + row - part.firstRow}`;
}
