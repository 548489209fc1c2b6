// Writes docs/risk-refusals.md from the code's own tables of checks, codes and settings. The tables are TypeScript, so they
// are bundled in memory first; nothing has to be built before.
//   node scripts/write-refusal-catalogue.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

import { refusalCataloguePage } from './refusal-catalogue-page.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const page = join(root, 'docs', 'risk-refusals.md');

const { catalogueParts } = await importBundled('engine/risk/catalogue-parts.ts');
const plannerCodes = await importBundled('engine/execution/planner-codes.ts');
const text = await format(refusalCataloguePage(catalogueParts(), plannerCodes), {
  ...(await resolveConfig(page)),
  parser: 'markdown',
});
mkdirSync(dirname(page), { recursive: true });
writeFileSync(page, text);

/** @param {string} module relative to the root */
async function importBundled(module) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [module],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error(`${module} made no bundle`);
  return import(`data:text/javascript;base64,${Buffer.from(bundle.text).toString('base64')}`);
}
