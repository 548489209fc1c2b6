// `sluice compare`: several runs side by side.
import { resolve } from 'node:path';
import { UserError } from '../../app/user-error.ts';
import { compareRuns } from '../../backtest/report/page/compare-runs.ts';
import { renderCompareTable } from '../../backtest/report/page/compare-table.ts';
import { createTint } from '../../backtest/report/tint.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showsColor } from '../shows-color.ts';
import { showPage } from '../show-page.ts';
import type { World } from '../world.ts';
import { type ReportOptions, writePage } from './report.ts';

const COMPARE_FILE = 'compare.html';

/** Prints the table and writes the page; rejects with a RunFolderError where a folder is not that of a whole run. */
export async function compareCommand(
  folders: readonly string[],
  options: ReportOptions,
  world: World,
): Promise<ExitCode> {
  demandTwo(folders);
  const model = await compareRuns(folders);
  const page = options.out ?? COMPARE_FILE;
  await writePage(page, model);
  world.stdout.write(renderCompareTable(model, createTint(showsColor(world.stdout, world))));
  world.stdout.write('\n');
  await showPage(page, { what: 'comparison', open: options.open === true, world });
  return EXIT.done;
}

function demandTwo(folders: readonly string[]): void {
  if (folders.length < 2) throw new UserError('sluice compare needs the folders of two runs or more', EXIT.usage);
  const paths = folders.map((folder) => resolve(folder));
  const twice = folders.find((_, index) => paths.indexOf(paths[index] ?? '') !== index);
  if (twice !== undefined) throw new UserError(`${twice}: is named twice`, EXIT.usage);
}
