// The author's own files of a strategy as texts: not those of packages.

export interface AuthorText {
  readonly path: string;
  readonly text: string;
}

export function authorTexts(inputs: ReadonlyMap<string, Uint8Array>): readonly AuthorText[] {
  return [...inputs]
    .filter(([path]) => !/[\\/]node_modules[\\/]/.test(path))
    .map(([path, content]) => ({ path, text: Buffer.from(content).toString('utf8') }));
}

/** The text without its comments, as far as that can be told without reading the language. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}
