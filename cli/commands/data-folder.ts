// Where recorded data lies when nobody says where, and the cache it is parsed through.
import { klineCacheFolder } from '../../app/cache-folder.ts';
import { type KlineCache, klineCacheIn } from '../../backtest/data/cache/read-checked-klines.ts';
import type { World } from '../world.ts';

/** The folder the user names, else SLUICE_DATA, else `data`. */
export function dataFolder(named: string | undefined, { environment }: World): string {
  const own = environment['SLUICE_DATA'] ?? '';
  return named ?? (own === '' ? 'data' : own);
}

/** Null where nobody may write to the cache folder. */
export function klineCacheOf({ environment }: World): KlineCache | null {
  const folder = klineCacheFolder(environment);
  return folder === null ? null : klineCacheIn(folder, Date.now);
}
