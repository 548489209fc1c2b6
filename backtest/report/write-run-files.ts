// Writes the files of a run. A file is written beside its place and renamed; the summary is removed first and renamed last,
// so a folder that holds a summary.json holds the whole of that run and nothing of another.
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { equityCsv } from './equity-csv.ts';
import { fillsCsv } from './fills-csv.ts';
import { fundingCsv } from './funding-csv.ts';
import { ordersCsv } from './orders-csv.ts';
import { makeFolder } from './make-folder.ts';
import { buildReportModel } from './page/build-report-model.ts';
import { klinesFile } from './page/klines-file.ts';
import { marketPrices } from './page/market-prices.ts';
import { reportHtml } from './page/report-html.ts';
import { recordsOf } from './page/run-records.ts';
import { refusalsCsv } from './refusals-csv.ts';
import type { RunOutcome, Timing } from './run-outcome.ts';
import { type Summary, summaryText } from './summary.ts';
import { tradesCsv } from './trades-csv.ts';

/** The files of a run in the order in which they appear; the last one says that all are there. */
export const RUN_FILES = [
  'trades.csv',
  'orders.csv',
  'fills.csv',
  'funding.csv',
  'refusals.csv',
  'equity.csv',
  'klines.pack',
  'config.json',
  'timing.json',
  'summary.json',
] as const;
export type RunFile = (typeof RUN_FILES)[number];

/** The page of a run, which can be made again from the other files. */
export const PAGE_FILE = 'report.html';

export interface RunResult {
  readonly outcome: RunOutcome;
  readonly summary: Summary;
  readonly timing: Timing;
  /** Text of config.json. */
  readonly settings: string;
  /** What the page is put into; null writes no page. */
  readonly shell: string | null;
}

/** Writes all files of a run into `folder`, which is made where it is missing; rejects with the file system's own error. */
export async function writeRunFiles(folder: string, result: RunResult): Promise<void> {
  const contents = contentsOf(result);
  const files = [...contents.keys()];
  await makeFolder(folder);
  try {
    for (const [file, chunks] of contents) await writeUnfinished(folder, file, chunks);
    await rm(join(folder, 'summary.json'), { force: true });
    // A page of an earlier run that had one.
    await rm(join(folder, PAGE_FILE), { force: true });
    for (const file of files) await rename(unfinishedPath(folder, file), join(folder, file));
  } finally {
    for (const file of files) await rm(unfinishedPath(folder, file), { force: true });
  }
}

/** Writes one file beside its place and renames it; rejects with the file system's own error. */
export async function writeWhole(folder: string, file: string, text: string): Promise<void> {
  try {
    await writeUnfinished(folder, file, [text]);
    await rename(unfinishedPath(folder, file), join(folder, file));
  } finally {
    await rm(unfinishedPath(folder, file), { force: true });
  }
}

type Chunks = Iterable<string | Uint8Array>;

/** In the order in which they appear. */
function contentsOf({ outcome, summary, timing, settings, shell }: RunResult): ReadonlyMap<string, Chunks> {
  const markets = outcome.prices.map(marketPrices);
  const files: Readonly<Record<RunFile, Chunks>> = {
    'trades.csv': tradesCsv(outcome.trades),
    'orders.csv': ordersCsv(outcome.orders),
    'fills.csv': fillsCsv(outcome.fills),
    'funding.csv': fundingCsv(outcome.funding),
    'refusals.csv': refusalsCsv(outcome.refusalRows),
    'equity.csv': equityCsv(outcome.equity),
    'klines.pack': klinesFile(markets),
    'config.json': [settings],
    'timing.json': [`${JSON.stringify(timing, null, 2)}\n`],
    'summary.json': [summaryText(summary)],
  };
  const page: readonly [string, Chunks][] =
    shell === null ? [] : [[PAGE_FILE, [reportHtml(shell, buildReportModel(recordsOf(outcome, summary, markets)))]]];
  return new Map([...page, ...RUN_FILES.map((file): [string, Chunks] => [file, files[file]])]);
}

function unfinishedPath(folder: string, file: string): string {
  return join(folder, `.${file}.${process.pid}.unfinished`);
}

async function writeUnfinished(folder: string, file: string, chunks: Chunks): Promise<void> {
  const handle = await open(unfinishedPath(folder, file), 'w');
  try {
    for (const chunk of chunks) await handle.writeFile(chunk);
  } finally {
    await handle.close();
  }
}
