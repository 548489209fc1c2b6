// What lies around the folder a strategy is written to: where the package is found from there, and how it is called.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { packageRoot } from '../../app/package-root.ts';

/** The nearest folder upwards from `folder`, itself included, that holds `path`; undefined where none does. */
export function upwards(folder: string, path: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, path))) return here;
    if (dirname(here) === here) return undefined;
  }
}

/** The shipped examples and rules as a config in `folder` names them: through node_modules where the package is installed. */
export function examplesFrom(folder: string): string {
  const installed = upwards(folder, INSTALLED);
  const root = installed === undefined ? packageRoot() : join(installed, INSTALLED);
  return relative(folder, join(root, 'config', 'examples'))
    .split(sep)
    .join('/');
}

/** Whether a file in `folder` that imports `name` finds it. */
export function isFoundFrom(folder: string, name: string): boolean {
  try {
    createRequire(join(folder, 'file.js')).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** How the command is called from `folder`. */
export function commandFrom(folder: string): string {
  const root = packageRoot();
  if (upwards(folder, INSTALLED) !== undefined) return 'npx sluice';
  if (root.split(sep).includes('node_modules')) return 'sluice';
  return `node ${relative(folder, join(root, 'dist', 'cli', 'main.js'))
    .split(sep)
    .join('/')}`;
}

const INSTALLED = join('node_modules', 'sluice');
