// Makes the page's text: the shell that was built with the project, and in it the model, compressed, as base64, which is
// nothing that could end a script or be read as markup, whatever names a strategy gave.
import { gzipSync } from 'node:zlib';
import type { CompareModel, ReportModel } from './report-model.ts';

/** Where the model goes: in the shell once. */
const PLACEHOLDER = '<script id="model" type="application/octet-stream"></script>';

/** Byte of a gzip header that names the system it was made on; 255 is "unknown" (RFC 1952), the same everywhere. */
const SYSTEM_BYTE = 9;
const SYSTEM_UNKNOWN = 255;

/** The whole page; throws where `shell` has no place for the model. */
export function reportHtml(shell: string, model: ReportModel | CompareModel): string {
  const [before, after, ...more] = shell.split(PLACEHOLDER);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error('the shell of the report page must have one place for the model');
  }
  return `${before}${PLACEHOLDER.replace('><', () => `>${encodedModel(model)}<`)}${after}`;
}

function encodedModel(model: ReportModel | CompareModel): string {
  const compressed = gzipSync(JSON.stringify(model), { level: 6 });
  compressed[SYSTEM_BYTE] = SYSTEM_UNKNOWN;
  return compressed.toString('base64');
}
