// What is wrong with a user's strategy file, said so that the user can go to the place and mend it.

/** A place in a source file: absolute path, 1-based line and column. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A strategy file that cannot be used. The message is one sentence that begins with the file and, where known, the place. */
export class StrategyFileError extends Error {
  override readonly name = 'StrategyFileError';
  readonly file: string;
  readonly line?: number;
  readonly column?: number;

  /** `at` is the file, or the place within it; `cause` is what the file itself threw. */
  constructor(at: string | SourcePlace, problem: string, options?: { readonly cause: unknown }) {
    const place = typeof at === 'string' ? { file: at } : at;
    super(`${'line' in place ? `${place.file}:${place.line}:${place.column}` : place.file}: ${problem}`, options);
    this.file = place.file;
    if ('line' in place) {
      this.line = place.line;
      this.column = place.column;
    }
  }
}
