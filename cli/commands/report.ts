// `sluice report`: the page of a run, made again from its folder.
import { basename, dirname, join } from 'node:path';
import { reportShell } from '../../app/report-shell.ts';
import { makeFolder } from '../../backtest/report/make-folder.ts';
import { buildReportModel } from '../../backtest/report/page/build-report-model.ts';
import { readRunFolder } from '../../backtest/report/page/read-run-folder.ts';
import { reportHtml } from '../../backtest/report/page/report-html.ts';
import type { CompareModel, ReportModel } from '../../backtest/report/page/report-model.ts';
import { PAGE_FILE, writeWhole } from '../../backtest/report/write-run-files.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showPage } from '../show-page.ts';
import type { World } from '../world.ts';

/** The options as the user typed them. */
export interface ReportOptions {
  readonly out?: string;
  readonly open?: boolean;
}

/** Writes the page; rejects with a RunFolderError where the folder is not that of a whole run. */
export async function reportCommand(folder: string, options: ReportOptions, world: World): Promise<ExitCode> {
  const model = buildReportModel(await readRunFolder(folder));
  const page = options.out ?? join(folder, PAGE_FILE);
  await writePage(page, model);
  await showPage(page, { what: 'report', open: options.open === true, world });
  return EXIT.done;
}

/** Puts a page where it is wanted; the folder is made where it is missing. */
export async function writePage(path: string, model: ReportModel | CompareModel): Promise<void> {
  const text = reportHtml(reportShell(), model);
  await makeFolder(dirname(path));
  await writeWhole(dirname(path), basename(path), text);
}
