// A report page as a file: the built shell with a model in its place, as sluice writes it.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import type { CompareModel, ReportModel } from '../../backtest/report/page/report-model.ts';

const SHELL = resolve(import.meta.dirname, '../../dist/backtest/report/page-client/report.html');
const EMPTY_PLACE = '<script id="model" type="application/octet-stream"></script>';

/** The text of the page. */
export function pageText(model: ReportModel | CompareModel): string {
  const packed = gzipSync(JSON.stringify(model)).toString('base64');
  return readFileSync(SHELL, 'utf8').replace(EMPTY_PLACE, () => EMPTY_PLACE.replace('><', () => `>${packed}<`));
}

/** Writes the page to a temporary folder; its address. */
export function pageAddress(model: ReportModel | CompareModel): string {
  const path = join(mkdtempSync(join(tmpdir(), 'sluice-page-')), 'report.html');
  writeFileSync(path, pageText(model));
  return pathToFileURL(path).href;
}
