// Keeps the cache within its room: what was used longest ago goes first.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes the files of `folder` that were used longest ago until the others take at most `bytesMax`. */
export async function evict(folder: string, bytesMax: number): Promise<void> {
  const files = await Promise.all((await readdir(folder)).map((name) => describe(join(folder, name))));
  const known = files.filter((file) => file !== undefined).toSorted((a, b) => b.usedMs - a.usedMs);
  let bytes = 0;
  for (const file of known) {
    bytes += file.bytes;
    if (bytes > bytesMax) await rm(file.path, { force: true });
  }
}

async function describe(path: string) {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, bytes: size, usedMs: mtimeMs };
  } catch {
    // Another run has removed it meanwhile.
    return undefined;
  }
}
