// How a strategy could learn what its data does not tell: files, network, other processes. What it learns there no cut of the
// data takes away, so the law cannot be checked for it.
import { type AuthorText, withoutComments } from './author-texts.ts';

/** Node's own modules through which the world outside comes in. */
const WAYS_IN = new Set(
  (
    'fs fs/promises http https http2 net tls dgram dns dns/promises child_process worker_threads cluster sqlite ' +
    'inspector module vm repl readline readline/promises process'
  ).split(' '),
);

const CALLS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['fetch', /(?<![\w.$])(?:globalThis\.)?fetch\s*\(/],
  ['WebSocket', /\bnew\s+(?:globalThis\.)?WebSocket\s*\(/],
  ['EventSource', /\bnew\s+(?:globalThis\.)?EventSource\s*\(/],
  ['process.getBuiltinModule', /\bprocess\s*\.\s*(?:getBuiltinModule|binding|dlopen)\b/],
  ['eval', /(?<![\w.$])(?:eval|new\s+Function)\s*\(/],
  ['import() of a name made at run time', /(?<![\w.$])import\s*\(\s*[^'"\s]/],
];

/** What it reaches out by, in words: `node:fs`, `fetch`. */
export function waysOut(builtins: readonly string[], files: readonly AuthorText[]): readonly string[] {
  const modules = builtins.filter((name) => WAYS_IN.has(name)).map((name) => `node:${name}`);
  const texts = files.map(({ text }) => withoutComments(text));
  const calls = CALLS.filter(([, pattern]) => texts.some((text) => pattern.test(text))).map(([what]) => what);
  return [...modules, ...calls];
}
