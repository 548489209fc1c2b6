// A strategy file, loaded for a test as a run loads it.
import { fileURLToPath } from 'node:url';
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';
import { loadStrategyFile } from '../../engine/strategy/loader.ts';
import type { SourceLocator } from '../../engine/strategy/source-locator.ts';
import type { SourcePlace } from '../../engine/strategy/strategy-file-error.ts';
import { bundleCacheFolder } from '../cache-folder.ts';
import { HOST_MODULES } from '../host-modules.ts';

/** A URL, by what it is known by: its type is not everywhere. */
interface FileUrl {
  readonly href: string;
}

/**
 * Loads a strategy file, `.ts` or `.js`, without a build step: `await loadStrategy(new URL('./my.ts', import.meta.url))`. A path
 * is relative to the folder the process was started in. Rejects with one sentence, which names file and line, where the
 * file cannot be used.
 */
export async function loadStrategy(file: string | FileUrl): Promise<StrategyDefinition> {
  const path = typeof file === 'string' ? file : fileURLToPath(file.href);
  const loaded = await loadStrategyFile(path, { cacheFolder: bundleCacheFolder(process.env), host: HOST_MODULES });
  locators.set(loaded.strategy, loaded.locate);
  return loaded.strategy;
}

const locators = new WeakMap<StrategyDefinition, SourceLocator>();

/** The author's line that threw `error`; undefined for a strategy that was not loaded here. */
export function placeOf(strategy: StrategyDefinition, error: unknown): SourcePlace | undefined {
  return locators.get(strategy)?.(error);
}
