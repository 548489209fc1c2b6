import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

const PAGES = [
  'README.md',
  'strategies/README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((page) => page.endsWith('.md'));

/** What a block without imports may use: all of sluice, and a strategy's context. */
const PRELUDE = `import * as sluice from 'sluice';
const { ${namesOfSluice().join(', ')} } = sluice;
declare const context: sluice.StrategyContext;
`;

interface Block {
  /** A file that is nowhere, in the package's folder, so that its imports are those of a user. */
  readonly path: string;
  readonly page: string;
  /** Line of the page that the block's first line is. */
  readonly line: number;
  readonly text: string;
}

const blocks = PAGES.flatMap(blocksOf);

function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match, index) => ({
    path: join(ROOT, `block-${page.replaceAll(/\W/g, '-')}-${index}.ts`),
    page,
    line: text.slice(0, match.index).split('\n').length + 1,
    text: match[1] ?? '',
  }));
}

function namesOfSluice(): readonly string[] {
  const index = readFileSync(join(ROOT, 'engine', 'index.ts'), 'utf8');
  const lists = [...index.matchAll(/^export \{([^}]*)\}/gm)].map((match) => match[1] ?? '');
  return lists
    .join(',')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
}

it('compiles every block of code that the documents show', () => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const sources = new Map(blocks.map(({ path, text }) => [path, text.includes('import ') ? text : PRELUDE + text]));
  const own = { ...options, noUnusedLocals: false, noUnusedParameters: false, allowJs: false };
  const host = ts.createCompilerHost(own);
  const { readFile, fileExists } = host;
  host.readFile = (path) => sources.get(resolve(path)) ?? readFile(path);
  host.fileExists = (path) => sources.has(resolve(path)) || fileExists(path);
  const program = ts.createProgram([...sources.keys()], own, host);
  const complaints = blocks.flatMap(({ path, page, line, text }) => {
    const added = text.includes('import ') ? 0 : PRELUDE.split('\n').length - 1;
    const file = program.getSourceFile(path);
    if (file === undefined) return [`${page}:${line}: was not compiled`];
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((diagnostic) => {
      const at = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line - added;
      return `${page}:${line + at}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`;
    });
  });
  expect(complaints).toEqual([]);
  expect(blocks.length).toBeGreaterThan(8);
}, 60_000);
