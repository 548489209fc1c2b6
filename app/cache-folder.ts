// Where what was made once is kept between runs: bundles of strategy files, parsed klines.
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Folder of bundles in the user's folder for caches (XDG_CACHE_HOME, else ~/.cache), made where it is missing. Where nobody
 * may write there, a new folder among the temporary files: without the cache a strategy is bundled again.
 */
export function bundleCacheFolder(environment: Environment): string {
  // Code is imported from there, so in place of it comes a folder that nobody else could have made before.
  return writableFolder(environment, 'strategies') ?? mkdtempSync(join(tmpdir(), 'sluice-strategies-'));
}

/** Folder of parsed klines beside it; null where nobody may write there, and klines are then parsed each time. */
export function klineCacheFolder(environment: Environment): string | null {
  return writableFolder(environment, 'klines') ?? null;
}

function writableFolder(environment: Environment, room: string): string | undefined {
  const ownFolder = environment['XDG_CACHE_HOME'] ?? '';
  const folder = join(ownFolder === '' ? join(homedir(), '.cache') : ownFolder, 'sluice', room);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    // A cache is a convenience: nothing fails for want of it.
    return undefined;
  }
}
