// Where JSON text stops being JSON. The engine's own message names the place only for some mistakes, and shows a piece of
// the file, line ends and all, for the others.

export interface JsonMistake {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** What stands there, up to the next blank; empty at the end of the text. */
  readonly found: string;
}

const BLANKS = /[ \t\r\n]*/y;
const SCALAR =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const NAME = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** The first place at which `text` is not JSON (RFC 8259); undefined if it is. */
export function findJsonMistake(text: string): JsonMistake | undefined {
  let position = 0;

  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = position;
    const length = pattern.exec(text)?.[0].length;
    position += length ?? 0;
    return length !== undefined;
  };
  const takeMark = (mark: string): boolean => {
    take(BLANKS);
    if (text[position] !== mark) return false;
    position++;
    return true;
  };
  const takeMember = (): boolean => take(BLANKS) && take(NAME) && takeMark(':') && takeValue();
  const takeList = (takeItem: () => boolean, end: string): boolean => {
    if (takeMark(end)) return true;
    do {
      if (!takeItem()) return false;
    } while (takeMark(','));
    return takeMark(end);
  };
  const takeValue = (): boolean => {
    if (takeMark('{')) return takeList(takeMember, '}');
    if (takeMark('[')) return takeList(takeValue, ']');
    return take(SCALAR);
  };

  const isWhole = takeValue() && take(BLANKS) && position === text.length;
  if (isWhole) return undefined;
  const before = text.slice(0, position).split('\n');
  const found = /^[^\s,\]}]+|^[^\s]/.exec(text.slice(position, position + 100))?.[0] ?? '';
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, found };
}
