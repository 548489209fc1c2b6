// Where recorded market data lies. It is never part of the checkout: SLUICE_DATA names the folder, else it is looked for
// in shared/data beside the checkout.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The absolute path of the recorded data, whether or not anything is there.
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} environment
 */
export function recordedDataFolder(root, environment) {
  const named = environment['SLUICE_DATA'];
  return named ? resolve(named) : resolve(root, '..', 'shared', 'data');
}

/** @param {string} path */
export function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

// As a command: prints the folder and succeeds when it is there.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = recordedDataFolder(resolve(fileURLToPath(new URL('..', import.meta.url))), process.env);
  console.log(folder);
  process.exitCode = isFolder(folder) ? 0 : 1;
}
