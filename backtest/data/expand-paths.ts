// Turns what a user names (files, or patterns with * ? ** [..]) into files, in an order that is the same everywhere.
import { readdir, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { DataFileError } from './data-file-error.ts';

/**
 * The files that `patterns` name: in the order of the patterns, the matches of one pattern sorted by name, none twice.
 * A path that exists is taken as it stands. Throws a DataFileError where nothing is found.
 */
export async function expandPaths(patterns: readonly string[]): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    const isPattern = isGlob(pattern) && (await kindOf(pattern)) === 'absent';
    const matches = isPattern ? await matchFiles(pattern) : [pattern];
    if (matches.length === 0) throw new DataFileError(pattern, 'no file matches');
    for (const match of matches) paths.add(match);
  }
  return [...paths];
}

/** A regular expression for one segment of a path: `*` any characters, `?` one, `[a-c]` a set, `[!a-c]` its complement. */
export function segmentToRegExp(segment: string): RegExp {
  const source = segment.replaceAll(/\[!?[^\]]+\]|[\s\S]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    if (part.length > 1) return part.replace('[!', '[^').replaceAll('\\', '\\\\');
    return part.replace(/[\\^$.|+(){}[\]]/, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}

async function matchFiles(pattern: string): Promise<readonly string[]> {
  const glob = sep === '/' ? pattern : pattern.replaceAll(sep, '/');
  const isAbsolute = glob.startsWith('/');
  const found: string[] = [];
  await walk(isAbsolute ? '/' : '', glob.split('/').slice(isAbsolute ? 1 : 0), found);
  return found.toSorted(compareNames);
}

/** Adds to `found` the files under `base` that the segments lead to. */
async function walk(base: string, segments: readonly string[], found: string[]): Promise<void> {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    if ((await kindOf(base)) === 'file') found.push(base);
  } else if (segment === '**') {
    await walk(base, rest, found);
    for (const folder of await foldersIn(base)) await walk(joinPath(base, folder), segments, found);
  } else if (isGlob(segment)) {
    for (const name of await namesIn(base, segment)) await walk(joinPath(base, name), rest, found);
  } else {
    await walk(joinPath(base, segment), rest, found);
  }
}

/** Names in a folder that match a segment; hidden ones only for a segment that begins with a dot itself. */
async function namesIn(folder: string, segment: string): Promise<readonly string[]> {
  const expression = segmentToRegExp(segment);
  const names = await readdir(folder === '' ? '.' : folder).catch(() => []);
  return names.filter((name) => expression.test(name) && (segment.startsWith('.') || !name.startsWith('.')));
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder === '' ? '.' : folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name);
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'absent'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'absent';
  }
}

function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

function joinPath(base: string, name: string): string {
  return base === '' || base.endsWith('/') ? base + name : `${base}/${name}`;
}

/** By code unit, so that no machine's language changes the order of data. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
