// The one JavaScript emitter: esbuild, file by file, from the rooms into dist/. Nothing is bundled, so stack traces,
// workers and lazy imports see the same files as the source tree; types are checked elsewhere (`npm run typecheck`). The one
// exception is the report page, which the browser reads as a single file (build-page.mjs).
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build as esbuild } from 'esbuild';

import { buildPage } from './build-page.mjs';
import { holdingLock } from './setup/lock.mjs';
import { SetupError } from './setup/setup-error.mjs';
import { fingerprint, fingerprintPath, outputOf, PAGE, sourceFiles } from './setup/sources.mjs';

const COMMAND = 'dist/cli/main.js';

/**
 * Builds dist/ and removes what no source stands behind any more.
 * @param {string} root
 */
export async function build(root) {
  // Taken before the sources are read: a file that changes during the build is then built again, never overlooked.
  const before = fingerprint(root);
  const { modules, assets, page } = sourceFiles(root);
  for (const { path, contents } of await compile(root, modules)) put(path, contents);
  for (const asset of assets) {
    mkdirSync(dirname(join(root, 'dist', asset)), { recursive: true });
    cpSync(join(root, asset), join(root, 'dist', asset));
  }
  if (page.length > 0) put(join(root, PAGE), await explained(() => buildPage(root)));
  const outputs = [
    ...modules.flatMap(emitted),
    ...assets.map((asset) => `dist/${asset}`),
    ...(page.length > 0 ? [PAGE] : []),
  ];
  removeOrphans(root, new Set(outputs));
  if (existsSync(join(root, COMMAND))) chmodSync(join(root, COMMAND), 0o755);
  put(fingerprintPath(root), before);
}

/**
 * @param {string} root
 * @param {readonly string[]} modules
 */
async function compile(root, modules) {
  if (modules.length === 0) return [];
  const result = await explained(() =>
    esbuild({
      absWorkingDir: root,
      entryPoints: [...modules],
      outdir: 'dist',
      outbase: '.',
      bundle: true,
      plugins: [everyImportStays],
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'linked',
      write: false,
      logLevel: 'silent',
    }),
  );
  return result.outputFiles;
}

/**
 * @template T
 * @param {() => Promise<T>} building
 */
async function explained(building) {
  try {
    return await building();
  } catch (error) {
    throw new SetupError(`the build failed:\n${buildMessages(error).join('\n')}`);
  }
}

/** Keeps every import an import; a relative `.ts` becomes the `.js` that lies in its place in dist/. */
const everyImportStays = {
  name: 'every-import-stays',
  /** @param {import('esbuild').PluginBuild} building */
  setup(building) {
    building.onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      return { path: path.startsWith('.') ? path.replace(/\.ts$/, '.js') : path, external: true };
    });
  },
};

/**
 * @param {unknown} error
 * @returns {string[]} one line a message, with file, line and column
 */
function buildMessages(error) {
  if (!isBuildFailure(error)) return [String(error)];
  return error.errors.map(({ location, text }) =>
    location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`,
  );
}

/**
 * @param {unknown} error
 * @returns {error is import('esbuild').BuildFailure}
 */
function isBuildFailure(error) {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

/**
 * What may lie in dist/ for a module: its code, the code's map and its declarations.
 * @param {string} module
 */
function emitted(module) {
  const code = outputOf(module);
  return [code, `${code}.map`, code.replace(/\.js$/, '.d.ts')];
}

/**
 * @param {string} root
 * @param {ReadonlySet<string>} wanted paths relative to the root
 */
function removeOrphans(root, wanted) {
  const dist = join(root, 'dist');
  if (!existsSync(dist)) return;
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !wanted.has(relative(root, path).split(sep).join('/'))) rmSync(path);
  }
}

/**
 * Writes beside the place and renames, so that a process that starts meanwhile reads the old file or the new one.
 * @param {string} path
 * @param {string | Uint8Array} contents
 */
function put(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
  try {
    await holdingLock(join(root, '.setup.lock'), () => build(root));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`sluice: ${error.message}`);
    process.exitCode = 1;
  }
}
