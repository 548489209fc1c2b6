// One process at a time: a lock file that its holder touches again and again. A holder that was killed stops touching it,
// and whoever waits takes it over; no process id is trusted, since another container on the same folder has its own.
import { closeSync, openSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { SetupError } from './setup-error.mjs';

const BEAT_MS = 1_000;
const ABANDONED_AFTER_MS = 10_000;
const POLL_MS = 100;
const WAIT_MAX_MS = 15 * 60_000;

/**
 * Runs `work` while holding the lock file; waits for another holder first. `work` must look again at what is left to do.
 * @param {string} path
 * @param {() => Promise<void>} work
 */
export async function holdingLock(path, work) {
  await acquire(path);
  const beat = setInterval(() => touch(path), BEAT_MS);
  const release = () => {
    clearInterval(beat);
    rmSync(path, { force: true });
  };
  const stop = () => {
    release();
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await work();
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    release();
  }
}

/** @param {string} path */
async function acquire(path) {
  const deadline = Date.now() + WAIT_MAX_MS;
  while (!createdNow(path)) {
    if (Date.now() > deadline) {
      throw new SetupError(`another setup still holds ${path}; remove that file if none is running.`);
    }
    if (ageMs(path) > ABANDONED_AFTER_MS) removeAbandoned(path);
    else await sleep(POLL_MS);
  }
}

/**
 * Takes an abandoned lock away. Two waiters may both find it abandoned, and the slower must not remove the lock that the
 * quicker has made since; so removing has a lock of its own, under which the age is asked once more.
 * @param {string} path
 */
function removeAbandoned(path) {
  const removing = `${path}.removing`;
  if (!createdNow(removing)) {
    if (ageMs(removing) > ABANDONED_AFTER_MS) rmSync(removing, { force: true });
    return;
  }
  if (ageMs(path) > ABANDONED_AFTER_MS) rmSync(path, { force: true });
  rmSync(removing, { force: true });
}

/**
 * Creates the file, or answers false when it is already there.
 * @param {string} path
 */
function createdNow(path) {
  try {
    closeSync(openSync(path, 'wx'));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path */
function ageMs(path) {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

/** @param {string} path */
function touch(path) {
  const nowSeconds = Date.now() / 1_000;
  utimesSync(path, nowSeconds, nowSeconds);
}
