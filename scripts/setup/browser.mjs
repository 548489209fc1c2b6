// The browser in which the report page is tested: the Debian package, brought by the automatic judgement, which runs as
// root in a fresh machine. Nobody else's machine is changed; there the tests say what to install.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { SetupError } from './setup-error.mjs';

/** Where Debian's package puts the browser. */
export const BROWSER = '/usr/bin/chromium';

/** The browser, and a font with the usual widths: without one text is measured as no reader will see it. */
const PACKAGES = ['chromium', 'fonts-liberation'];

/** Whether there is nothing to install, or nobody here to install it. */
export function browserIsReady() {
  return existsSync(BROWSER) || process.env['CI'] !== 'true' || process.getuid?.() !== 0 || !hasAptGet();
}

/** Installs the browser with apt-get. */
export function installBrowser() {
  const steps = [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES],
  ];
  for (const step of steps) {
    const { status, stderr } = spawnSync('apt-get', step, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0) throw new SetupError(`apt-get ${step.join(' ')} failed:\n${stderr.trimEnd()}`);
  }
}

function hasAptGet() {
  return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}
