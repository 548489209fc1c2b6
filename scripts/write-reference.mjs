// Writes the configuration reference from the schema: docs/configuration.md and config/examples/reference.yaml. A test fails
// while they do not agree with it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from './build.mjs';
import { holdingLock } from './setup/lock.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
await holdingLock(join(root, '.setup.lock'), () => build(root));

const { referencePage } = await import(built('config/reference/reference-page.js'));
const { referenceYaml } = await import(built('config/reference/reference-yaml.js'));

write('docs/configuration.md', referencePage());
write('config/examples/reference.yaml', referenceYaml());

/** @param {string} path relative to dist/ */
function built(path) {
  return pathToFileURL(join(root, 'dist', path)).href;
}

/**
 * @param {string} path relative to the root
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
