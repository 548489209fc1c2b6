// Where bundles of strategy files are kept between runs.
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The user's folder for caches (XDG_CACHE_HOME, else ~/.cache), made where it is missing. Where nobody may write there, a
 * new folder among the temporary files: a cache is a convenience, and without it a strategy is bundled again.
 */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const ownFolder = environment['XDG_CACHE_HOME'] ?? '';
  const folder = join(ownFolder === '' ? join(homedir(), '.cache') : ownFolder, 'sluice', 'strategies');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    // Code is imported from there, so it must be a folder that nobody else could have made before.
    return mkdtempSync(join(tmpdir(), 'sluice-strategies-'));
  }
}
