// A report page as a file: the shell as its sources make it, with a model in its place, as sluice writes it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import type { CompareModel, ReportModel } from '../../backtest/report/page/report-model.ts';
import { buildPage } from '../../scripts/build-page.mjs';

const root = resolve(import.meta.dirname, '../..');
const EMPTY_PLACE = '<script id="model" type="application/octet-stream"></script>';

export interface PageFiles {
  /** Writes a page; null is one without a run. Its address. */
  write(model: ReportModel | CompareModel | null): string;
  remove(): void;
}

/** Pages from the present sources in a temporary folder. */
export async function createPageFiles(): Promise<PageFiles> {
  const shell = await buildPage(root);
  const folder = mkdtempSync(join(tmpdir(), 'sluice-page-'));
  let written = 0;
  return {
    write: (model) => {
      const path = join(folder, `page-${++written}.html`);
      writeFileSync(path, model === null ? shell : filled(shell, model));
      return pathToFileURL(path).href;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function filled(shell: string, model: ReportModel | CompareModel): string {
  const packed = gzipSync(JSON.stringify(model)).toString('base64');
  return shell.replace(EMPTY_PLACE, () => EMPTY_PLACE.replace('><', () => `>${packed}<`));
}
