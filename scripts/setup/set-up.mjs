// The steps of setting up, in order: packages, the build, the browser for tests. What is already right is not done again,
// and of several processes that start at once one does the work while the others wait for it.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { browserIsReady, installBrowser } from './browser.mjs';
import { holdingLock } from './lock.mjs';
import { installPackages, notePackages, packagesAreCurrent } from './packages.mjs';
import { SetupError } from './setup-error.mjs';
import { buildIsCurrent } from './sources.mjs';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * Brings node_modules and dist/ up to date; on failure prints one sentence and sets the exit code.
 * @param {{ justInstalled: boolean }} options justInstalled: npm has just installed what the lock file says, only note it
 */
export async function setUp({ justInstalled }) {
  try {
    if (justInstalled) notePackages(root);
    else if (!isReady()) await holdingLock(join(root, '.setup.lock'), makeReady);
  } catch (error) {
    console.error(`sluice: ${explain(error)}`);
    process.exitCode = 1;
  }
}

function isReady() {
  return packagesAreCurrent(root) && buildIsCurrent(root) && browserIsReady();
}

async function makeReady() {
  if (!packagesAreCurrent(root)) {
    console.error('sluice: installing packages (npm ci)');
    await installPackages(root);
  }
  if (!buildIsCurrent(root)) {
    const { build } = await import('../build.mjs');
    await build(root);
  }
  if (!browserIsReady()) {
    console.error('sluice: installing the browser for the tests of the report page (apt-get)');
    installBrowser();
  }
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof SetupError) return error.message;
  return error instanceof Error ? `setting up failed: ${error.message}` : `setting up failed: ${String(error)}`;
}
