// The steps of setting up, in order: packages, the build, the browser for tests. What is already right is not done again,
// and of several processes that start at once one does the work while the others wait for it.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { browserIsReady, installBrowser } from './browser.mjs';
import { holdingLock } from './lock.mjs';
import { installPackages, notePackages, packagesAreCurrent, SETTING_UP } from './packages.mjs';
import { SetupError } from './setup-error.mjs';
import { buildIsCurrent } from './sources.mjs';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * Brings node_modules and dist/ up to date; on failure prints one sentence and sets the exit code.
 * @param {{ justInstalled: boolean }} options justInstalled: npm has just installed what the lock file says, only note it
 */
export async function setUp({ justInstalled }) {
  try {
    if (justInstalled) await afterInstall();
    else if (!isReady()) await holdingLock(join(root, '.setup.lock'), makeReady);
  } catch (error) {
    console.error(`sluice: ${explain(error)}`);
    process.exitCode = 1;
  }
}

/**
 * What npm's `prepare` is for: npm has installed what the lock file says, and where it did so to make a package of a git
 * repository, the package is made now. A set-up goes on by itself, and `npm pack` has made the package before.
 */
async function afterInstall() {
  notePackages(root);
  const isOurs = process.env[SETTING_UP] !== undefined;
  const isPacked = ['pack', 'publish'].includes(process.env['npm_command'] ?? '');
  // Without the development packages there is nothing to build with, and nothing is asked for but to run.
  const canBuild = existsSync(join(root, 'node_modules', 'typescript'));
  if (isOurs || isPacked || !canBuild) return;
  const { makePackage } = await import('../make-package.mjs');
  try {
    await holdingLock(join(root, '.setup.lock'), () => makePackage(root));
  } catch (error) {
    // Somebody in the middle of a change must be able to install packages.
    console.error(`sluice: the package is not complete: ${explain(error)}`);
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
