// Which files may be strategies: those one names, and of a folder those that speak of defineStrategy.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { UserError } from '../user-error.ts';

const EXTENSIONS = new Set(['.ts', '.mts', '.js', '.mjs']);
const NOT_A_STRATEGY = /\.(?:d|test|spec|config)\.[a-z]+$/;
const PASSED_OVER = new Set(['node_modules', 'dist', 'coverage']);

/** Absolute paths, each once, in the order in which they are named; a folder's by name. Throws UserError for a path that is not there. */
export function findStrategyFiles(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => filesAt(resolve(path), path)))];
}

/** The strategies that lie in a folder itself, absolute, by name. */
export function strategyFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && mayBeStrategy(join(folder, entry.name)))
    .map((entry) => resolve(folder, entry.name))
    .toSorted();
}

function filesAt(path: string, named: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UserError(`${named}: no such file or folder`, 2);
  return found.isDirectory() ? filesUnder(path) : [path];
}

function filesUnder(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || PASSED_OVER.has(entry.name) ? [] : filesUnder(path);
    return entry.isFile() && mayBeStrategy(path) ? [path] : [];
  });
}

/** A helper beside the strategies is no broken strategy; only what makes one is looked at further. */
function mayBeStrategy(path: string): boolean {
  if (!EXTENSIONS.has(extname(path)) || NOT_A_STRATEGY.test(path)) return false;
  return /\bdefineStrategy\s*\(/.test(readFileSync(path, 'utf8'));
}
