// What the build reads and what it must leave behind, told without loading esbuild, so that asking whether there is
// anything to build takes milliseconds.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top-level folders that are built. A room that does not exist yet is passed over. */
const ROOMS = ['engine', 'strategies', 'connectors', 'config', 'backtest', 'app', 'cli', 'bench'];

/** The browser's side of the report: bundled into one page, never built module by module (scripts/build-page.mjs). */
export const PAGE_FOLDER = 'backtest/report/page-client';
export const PAGE = `dist/${PAGE_FOLDER}/report.html`;

/** Files that are read at run time from beside the code, and therefore copied. */
const ASSET = /\.(?:json|html|css|svg|yaml|csv)$/;

/** @param {string} root */
export const fingerprintPath = (root) => join(root, 'dist', '.fingerprint');

/**
 * Every file of the build, relative to the root with forward slashes, sorted: modules are compiled, assets copied, and of
 * the page's files one page is made.
 * @param {string} root
 */
export function sourceFiles(root) {
  const all = ROOMS.flatMap((room) => filesUnder(root, room)).toSorted();
  const files = all.filter((file) => !file.startsWith(`${PAGE_FOLDER}/`));
  return {
    modules: files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')),
    assets: files.filter((file) => ASSET.test(file)),
    page: all.filter((file) => file.startsWith(`${PAGE_FOLDER}/`)),
  };
}

/**
 * Where a module's JavaScript lies, relative to the root.
 * @param {string} module
 */
export function outputOf(module) {
  return `dist/${module.replace(/\.ts$/, '.js')}`;
}

/**
 * A hash over everything that decides what the build makes.
 * @param {string} root
 */
export function fingerprint(root) {
  const { modules, assets, page } = sourceFiles(root);
  const hash = createHash('sha256');
  const builder = ['../build.mjs', '../build-page.mjs', './sources.mjs'].map((name) =>
    fileURLToPath(new URL(name, import.meta.url)),
  );
  for (const path of builder) hash.update(readFileSync(path));
  for (const file of ['package-lock.json', 'tsconfig.json', ...modules, ...assets, ...page]) {
    const content = readFileSync(join(root, file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Whether dist/ holds what the sources say, all of it.
 * @param {string} root
 */
export function buildIsCurrent(root) {
  const note = fingerprintPath(root);
  if (!existsSync(note) || readFileSync(note, 'utf8') !== fingerprint(root)) return false;
  const { modules, assets, page } = sourceFiles(root);
  const outputs = [
    ...modules.map(outputOf),
    ...assets.map((asset) => `dist/${asset}`),
    ...(page.length > 0 ? [PAGE] : []),
  ];
  return outputs.every((output) => existsSync(join(root, output)));
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(root, path) : [path];
  });
}
