// The page without a run: code and style in one file, bundled when the project is built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** The text of the shell that a report's model is put into, the same from the sources and from the build. */
export function reportShell(): string {
  return readFileSync(join(packageRoot(), 'dist', 'backtest', 'report', 'page-client', 'report.html'), 'utf8');
}
