// The report page: all code and style of the browser's side in one html file that loads nothing. A run's data is put into
// its one empty place later, when the report is written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { build as esbuild } from 'esbuild';

import { PAGE_FOLDER } from './setup/sources.mjs';

/**
 * The text of report.html.
 * @param {string} root
 */
export async function buildPage(root) {
  const bundled = await esbuild({
    absWorkingDir: root,
    entryPoints: [`${PAGE_FOLDER}/main.ts`, `${PAGE_FOLDER}/styles/page.css`],
    outdir: 'page',
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['es2022', 'chrome110', 'firefox113', 'safari16.4'],
    // What the licence of a bundled package asks to be kept stays in the page.
    legalComments: 'inline',
    write: false,
    logLevel: 'silent',
  });
  const text = (/** @type {string} */ ending) =>
    bundled.outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? '';
  // As functions: a replacement text would have its dollar signs read as patterns.
  return readFileSync(join(root, PAGE_FOLDER, 'shell.html'), 'utf8')
    .replace('/* style */', () => text('.css').replaceAll('</style', '<\\/style'))
    .replace('/* script */', () => text('.js').replaceAll('</script', '<\\/script'));
}
