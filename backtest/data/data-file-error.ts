// What a user is told when a data file cannot be used: one sentence that begins with the place.

/** Bad input in a data file; `message` is the whole sentence, `file` or `file:line` first. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
  readonly file: string;
  /** 1-based line, where the trouble has one. */
  readonly line: number | undefined;

  constructor(file: string, sentence: string, line?: number) {
    super(line === undefined ? `${file}: ${sentence}` : `${file}:${line}: ${sentence}`);
    this.file = file;
    this.line = line;
  }
}

const SHOWN_TEXT_MAX = 40;

/** A piece of foreign text as it may stand in a sentence: quoted, control characters escaped, cut when long. */
export function quoteText(text: string): string {
  return JSON.stringify(text.length > SHOWN_TEXT_MAX ? `${text.slice(0, SHOWN_TEXT_MAX)}…` : text);
}
