// Makes dist/ what the package ships (npm runs this before it packs): the code without maps, whose sources are not shipped, and
// the types of the package's doors. The next set-up builds dist/ anew for the checkout's own use.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { holdingLock } from './setup/lock.mjs';
import { installPackages, packagesAreCurrent } from './setup/packages.mjs';
import { SetupError } from './setup/setup-error.mjs';
import { fingerprintPath } from './setup/sources.mjs';

/** The declarations of what package.json exports. */
const DOORS = ['engine/index.d.ts', 'app/testing.d.ts'];

/** An import of a file of ours, as declarations write it. */
const RELATIVE_TS = /\b(?:from |import\(|import )['"](\.[^'"]*\.ts)['"]/g;

/**
 * Packages must be installed. Throws a SetupError with the compiler's words where types are wrong; all that can be made is made
 * all the same.
 * @param {string} root
 */
export async function makePackage(root) {
  const dist = join(root, 'dist');
  const { build } = await import('./build.mjs');
  await build(root);
  rmSync(fingerprintPath(root));
  for (const path of filesOf(dist, '.js.map')) rmSync(path);
  for (const path of filesOf(dist, '.js')) writeFileSync(path, withoutMap(readFileSync(path, 'utf8')));
  makeTypes(root);
}

/**
 * Puts the types of the doors, and all that they speak of, beside the code.
 * @param {string} root
 */
function makeTypes(root) {
  const all = mkdtempSync(join(tmpdir(), 'sluice-types-'));
  try {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const words = [compiler, '-p', 'tsconfig.declarations.json', '--outDir', all];
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    for (const path of filesOf(join(root, 'dist'), '.d.ts')) rmSync(path);
    for (const file of reachable(all, DOORS)) {
      mkdirSync(dirname(join(root, 'dist', file)), { recursive: true });
      writeFileSync(join(root, 'dist', file), withJsImports(readFileSync(join(all, file), 'utf8')));
    }
    if (status !== 0) throw new SetupError(`the types could not be made:\n${stdout.trimEnd()}`);
  } finally {
    rmSync(all, { recursive: true });
  }
}

/**
 * The declarations that `doors` lead to; the compiler makes those of every file it has read.
 * @param {string} folder
 * @param {readonly string[]} doors
 */
function reachable(folder, doors) {
  const found = new Set(doors);
  for (const file of found) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, path = ''] of text.matchAll(RELATIVE_TS)) {
      found.add(join(dirname(file), path.replace(/\.ts$/, '.d.ts')));
    }
  }
  return found;
}

/** @param {string} code */
function withoutMap(code) {
  return code.replace(/^\/\/# sourceMappingURL=\S+\n?$/m, '');
}

/**
 * The compiler leaves `.ts` in the imports of declarations; in the package the file beside a declaration is the `.js`.
 * @param {string} declarations
 */
function withJsImports(declarations) {
  return declarations.replace(RELATIVE_TS, (found) => found.replace(/\.ts(?=['"]$)/, '.js'));
}

/**
 * @param {string} folder
 * @param {string} ending
 */
function filesOf(folder, ending) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
  try {
    await holdingLock(join(root, '.setup.lock'), async () => {
      if (!packagesAreCurrent(root)) await installPackages(root);
      await makePackage(root);
    });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`sluice: ${error.message}`);
    process.exitCode = 1;
  }
}
