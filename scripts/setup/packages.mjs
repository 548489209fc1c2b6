// node_modules against package-lock.json. A note inside node_modules says which lock file it was installed from, and for
// which platform (esbuild ships one binary for each); it disappears together with node_modules.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { SetupError } from './setup-error.mjs';

/** Set for the npm that a set-up starts: its `prepare` leaves the rest to us. */
export const SETTING_UP = 'SLUICE_SETTING_UP';

/** @param {string} root */
const notePath = (root) => join(root, 'node_modules', '.sluice-lock');

/** @param {string} root */
export function packagesAreCurrent(root) {
  return readOrEmpty(notePath(root)) === wanted(root);
}

/**
 * Notes that node_modules is what the lock file says.
 * @param {string} root
 */
export function notePackages(root) {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(notePath(root), wanted(root));
}

/**
 * Runs `npm ci`, with the development packages too: `npm test` needs them whatever NODE_ENV says.
 * @param {string} root
 */
export async function installPackages(root) {
  rmSync(notePath(root), { force: true });
  const { code, output } = await npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (code !== 0) {
    throw new SetupError(
      `npm ci failed (exit code ${code}); is the network there, and was package-lock.json changed by hand?\n${output}`,
    );
  }
  notePackages(root);
}

/** @param {string} root */
function wanted(root) {
  const lock = readOrEmpty(join(root, 'package-lock.json'));
  if (lock === '') throw new SetupError(`package-lock.json is missing in ${root}; it belongs to the checkout.`);
  // Line ends may differ between checkouts of the same commit.
  const hash = createHash('sha256').update(lock.replaceAll('\r\n', '\n')).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/** @param {string} path */
function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, output: string }>} output: what npm printed
 */
function npm(root, args) {
  // Under `npm start` the very npm that the user called is known by its script; otherwise the one on the PATH.
  const script = process.env['npm_execpath'] ?? '';
  const isNpm = basename(script).startsWith('npm');
  const [command, leading, shell] = isNpm
    ? [process.execPath, [script], false]
    : ['npm', [], process.platform === 'win32'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...leading, ...args], {
      cwd: root,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, [SETTING_UP]: '1' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => reject(new SetupError(`npm could not be started: ${error.message}`)));
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trimEnd() }));
  });
}
