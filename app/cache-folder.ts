// Where what was made once is kept between runs: bundles of strategy files, parsed klines.
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Folder of bundles in the user's folder for caches (XDG_CACHE_HOME, else ~/.cache), made where it is missing. Where nobody
 * may write there, a folder among the temporary files that lasts as long as the process: a strategy is bundled again the
 * next time.
 */
export function bundleCacheFolder(environment: Environment): string {
  // Code is imported from there, so in place of it comes a folder that nobody else could have made before.
  return writableFolder(environment, 'strategies') ?? temporaryFolder();
}

/** Folder of parsed klines beside it; null where nobody may write there, and klines are then parsed each time. */
export function klineCacheFolder(environment: Environment): string | null {
  return writableFolder(environment, 'klines') ?? null;
}

let madeFolder: string | undefined;

/** One a process, made when it is first asked for. */
function temporaryFolder(): string {
  if (madeFolder === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-strategies-'));
    process.once('exit', () => {
      rmSync(folder, { recursive: true, force: true });
    });
    madeFolder = folder;
  }
  return madeFolder;
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
