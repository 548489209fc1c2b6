// Which Node versions run Sluice. Plain syntax only: this file is read by Node versions that are too old.

const OLDEST_MAJOR = 20;

/**
 * What is wrong with a Node version, in one sentence, or undefined.
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined}
 */
export function nodeProblem(version) {
  const major = Number(version.split('.')[0]);
  if (major >= OLDEST_MAJOR) return undefined;
  return 'Node ' + OLDEST_MAJOR + ' or newer is needed, this is Node ' + version + '.';
}
