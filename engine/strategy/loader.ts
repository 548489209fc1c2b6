// Loads a strategy file as its author wrote it, TypeScript or JavaScript, with the files and packages it imports: esbuild
// makes one module of them, which shares rxjs, zod and the engine itself with the process (`host-modules.ts`). The module
// lies in a cache folder under the hash of its content, so it is written once and can never be stale. This is the one
// file of the engine that reads and writes files for strategies, and the one that knows esbuild.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire, isBuiltin, SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build, type BuildFailure, type Message, type Plugin } from 'esbuild';

import type { StrategyDefinition } from './define-strategy.ts';
import { belongsToHost, builtinModuleText, hostModuleText, registerHost, type HostModules } from './host-modules.ts';
import { createSourceLocator, type SourceLocator } from './source-locator.ts';
import { STRATEGY_BRAND } from './strategy-brand.ts';
import { StrategyFileError, type SourcePlace } from './strategy-file-error.ts';

export interface LoadStrategyOptions {
  /** Where bundles are kept; made when it is not there. */
  readonly cacheFolder: string;
  /** The modules a strategy file shares with the engine. */
  readonly host: HostModules;
}

export interface LoadedStrategy {
  /** The strategy file, absolute. */
  readonly path: string;
  readonly strategy: StrategyDefinition;
  /** sha256 in hex over every file that went into the strategy: its path relative to the strategy file's folder, and its content. */
  readonly strategyHash: string;
  /** The author's line for an error that the strategy threw. */
  readonly locate: SourceLocator;
  /** Every file that went into the strategy, by absolute path, as it was read. */
  readonly inputs: ReadonlyMap<string, Uint8Array>;
  /** Node's own modules that it imports, without `node:`, sorted. */
  readonly builtins: readonly string[];
  /**
   * The strategy from a further copy of its module, with its variables as they are after loading: what one run left in them
   * the next does not see. What the file keeps outside itself (on `globalThis`, on disk) no copy can undo.
   */
  readonly fresh: () => Promise<StrategyDefinition>;
}

/** The files that were read for a bundle, by absolute path, exactly as they were read. */
type Inputs = ReadonlyMap<string, Uint8Array>;

interface Bundle {
  readonly code: string;
  readonly map: SourceMapPayload;
  readonly inputs: Inputs;
  readonly builtins: readonly string[];
}

const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const HOST = 'host';
const BUILTIN = 'builtin';
const ADVICE = 'a strategy file ends in `export default defineStrategy({ … })`';

/**
 * Loads a strategy file, each time as a module of its own. Rejects with a StrategyFileError when the file is missing, cannot
 * be read as code, imports what is not there, throws while it is loaded, or has no strategy as its default export.
 */
export async function loadStrategyFile(path: string, options: LoadStrategyOptions): Promise<LoadedStrategy> {
  const entry = await existingFile(path);
  const cacheFolder = resolve(options.cacheFolder);
  const bundle = await bundleStrategy(entry, cacheFolder, options.host);
  const bundlePath = await keep(cacheFolder, withInlineMap(bundle));
  const bundleUrl = pathToFileURL(bundlePath).href;
  const locate = createSourceLocator({
    bundleUrl,
    files: [...bundle.inputs.keys()],
    originalPlace: placesOf(bundle.map),
  });
  const fresh = async (): Promise<StrategyDefinition> => strategyOf(entry, await importCopy(entry, bundleUrl, locate));
  const { inputs, builtins } = bundle;
  return { path: entry, strategy: await fresh(), strategyHash: hashOf(entry, inputs), locate, inputs, builtins, fresh };
}

async function existingFile(path: string): Promise<string> {
  const absolute = resolve(path);
  if (!EXTENSIONS.includes(extname(absolute))) {
    throw new StrategyFileError(absolute, `a strategy file is TypeScript or JavaScript (${EXTENSIONS.join(' ')})`);
  }
  try {
    if (!(await stat(absolute)).isFile()) throw new StrategyFileError(absolute, 'is not a file');
    // esbuild resolves symbolic links; the hash must not depend on how the file was reached.
    return await realpath(absolute);
  } catch (error) {
    if (error instanceof StrategyFileError) throw error;
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new StrategyFileError(absolute, isMissing ? 'strategy file not found' : String(error), { cause: error });
  }
}

async function bundleStrategy(entry: string, cacheFolder: string, host: HostModules): Promise<Bundle> {
  const inputs = new Map<string, Uint8Array>();
  const builtins = new Set<string>();
  const url = JSON.stringify(pathToFileURL(entry).href);
  try {
    const { outputFiles } = await build({
      // Names in the output are told from here; so it is the same wherever the process was started.
      absWorkingDir: dirname(entry),
      entryPoints: [entry],
      outfile: join(cacheFolder, 'strategy.mjs'),
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'external',
      logLevel: 'silent',
      // A file that lies beside the strategy is found beside it, not beside the bundle.
      define: {
        'import.meta.url': url,
        'import.meta.filename': JSON.stringify(entry),
        'import.meta.dirname': JSON.stringify(dirname(entry)),
      },
      plugins: [sharingHost(host, builtins), rememberingInputs(inputs)],
    });
    const [map = '', code = ''] = ['.map', '.mjs'].map(
      (end) => outputFiles.find((file) => file.path.endsWith(end))?.text,
    );
    const sourceMap = withAbsoluteSources(JSON.parse(map), cacheFolder, inputs);
    return { code, map: sourceMap, inputs, builtins: [...builtins].toSorted() };
  } catch (error) {
    const [first] = isBuildFailure(error) ? error.errors : [];
    if (first === undefined) throw error;
    throw problemOf(first, entry);
  }
}

/**
 * Imports of the host's packages become the host's copies; `require` of Node's own modules is answered by the host. What is
 * imported of those is noted in `builtins`.
 */
function sharingHost(host: HostModules, builtins: Set<string>): Plugin {
  const hostNumber = registerHost(host, createRequire(import.meta.url));
  return {
    name: 'sharing-host',
    setup(bundling) {
      bundling.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        if (Object.hasOwn(host, path)) return { path, namespace: HOST };
        if (belongsToHost(host, path)) {
          const text = `"${path}" cannot be imported by a strategy file; it may import ${Object.keys(host).join(', ')}`;
          return { errors: [{ text }] };
        }
        if (!isBuiltin(path)) return undefined;
        builtins.add(path.replace(/^node:/, ''));
        return kind === 'require-call' ? { path, namespace: BUILTIN } : { path, external: true };
      });
      bundling.onLoad({ filter: /.*/, namespace: HOST }, ({ path }) => ({
        contents: hostModuleText(host, hostNumber, path),
      }));
      bundling.onLoad({ filter: /.*/, namespace: BUILTIN }, ({ path }) => ({ contents: builtinModuleText(path) }));
    },
  };
}

/** Notes each file with the very bytes that were bundled: read again later it might be another. */
function rememberingInputs(inputs: Map<string, Uint8Array>): Plugin {
  return {
    name: 'remembering-inputs',
    setup(bundling) {
      bundling.onLoad({ filter: /.*/, namespace: 'file' }, async ({ path }) => {
        const contents = await readFile(path);
        inputs.set(path, contents);
        return { contents, loader: 'default' };
      });
    },
  };
}

function hashOf(entry: string, inputs: Inputs): string {
  const hash = createHash('sha256');
  const named = [...inputs].map(([path, content]) => ({
    name: relative(dirname(entry), path).split(sep).join('/'),
    content,
  }));
  for (const { name, content } of named.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    hash.update(`${name}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** Sources are told relative to the bundle; as URLs they stay right wherever the bundle lies. Generated text is left out. */
function withAbsoluteSources(map: SourceMapPayload, cacheFolder: string, inputs: Inputs): SourceMapPayload {
  const paths = map.sources.map((source) => resolve(cacheFolder, source));
  return {
    ...map,
    sources: map.sources.map((source, index) => {
      const path = paths[index] ?? '';
      return inputs.has(path) ? pathToFileURL(path).href : source;
    }),
    sourcesContent: map.sourcesContent.map((content, index) => (inputs.has(paths[index] ?? '') ? content : '')),
  };
}

function withInlineMap({ code, map }: Bundle): string {
  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${code}//# sourceMappingURL=data:application/json;base64,${data}\n`;
}

/** Puts the bundle into the cache, unless it lies there already, and tells where. */
async function keep(cacheFolder: string, code: string): Promise<string> {
  const path = join(cacheFolder, `${createHash('sha256').update(code).digest('hex')}.strategy.mjs`);
  if ((await readFile(path, 'utf8').catch(() => undefined)) === code) return path;
  await mkdir(cacheFolder, { recursive: true });
  // Written in a folder of its own and renamed, so that another process never reads half of it.
  const unfinished = await mkdtemp(join(cacheFolder, '.unfinished-'));
  await writeFile(join(unfinished, 'strategy.mjs'), code);
  await rename(join(unfinished, 'strategy.mjs'), path);
  await rm(unfinished, { recursive: true });
  return path;
}

let copies = 0;

/** Node runs a module once a URL, so each copy has a URL of its own. */
async function importCopy(entry: string, bundleUrl: string, locate: SourceLocator): Promise<unknown> {
  copies += 1;
  try {
    const namespace: unknown = await import(`${bundleUrl}?copy=${copies}`);
    return namespace;
  } catch (error) {
    throw new StrategyFileError(locate(error) ?? entry, `threw while it was loaded: ${String(error)}`, {
      cause: error,
    });
  }
}

function strategyOf(entry: string, namespace: unknown): StrategyDefinition {
  if (typeof namespace !== 'object' || namespace === null || !('default' in namespace)) {
    throw new StrategyFileError(entry, `has no default export; ${ADVICE}`);
  }
  if (!isStrategy(namespace.default)) {
    throw new StrategyFileError(entry, `its default export was not made by defineStrategy; ${ADVICE}`);
  }
  return namespace.default;
}

/** Only defineStrategy sets the brand, and it makes complete definitions. */
function isStrategy(value: unknown): value is StrategyDefinition {
  return typeof value === 'object' && value !== null && STRATEGY_BRAND in value;
}

function placesOf(payload: SourceMapPayload): (line: number, column: number) => SourcePlace | undefined {
  const map = new SourceMap(payload);
  return (line, column) => {
    const entry = map.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry) || !entry.originalSource.startsWith('file:')) return undefined;
    const file = fileURLToPath(entry.originalSource);
    return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
}

function problemOf({ text, location }: Message, entry: string): StrategyFileError {
  const missing = /^No matching export in "host:(.+)" for import "(.+)"$/.exec(text);
  const problem = missing === null ? text : `"${missing[1]}" has no export named "${missing[2]}"`;
  if (location === null) return new StrategyFileError(entry, problem);
  const file = resolve(dirname(entry), location.file);
  return new StrategyFileError({ file, line: location.line, column: location.column + 1 }, problem);
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
