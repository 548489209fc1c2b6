// Writes the files of a run. A file is written beside its place and renamed; the summary is removed first and renamed last,
// so a folder that holds a summary.json holds the whole of that run and nothing of another.
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { equityCsv } from './equity-csv.ts';
import { fillsCsv } from './fills-csv.ts';
import { fundingCsv } from './funding-csv.ts';
import { ordersCsv } from './orders-csv.ts';
import { makeFolder } from './make-folder.ts';
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
  'timing.json',
  'summary.json',
] as const;
export type RunFile = (typeof RUN_FILES)[number];

export interface RunResult {
  readonly outcome: RunOutcome;
  readonly summary: Summary;
  readonly timing: Timing;
}

/** Writes all files of a run into `folder`, which is made where it is missing; rejects with the file system's own error. */
export async function writeRunFiles(folder: string, { outcome, summary, timing }: RunResult): Promise<void> {
  const contents: Readonly<Record<RunFile, Iterable<string>>> = {
    'trades.csv': tradesCsv(outcome.trades),
    'orders.csv': ordersCsv(outcome.orders),
    'fills.csv': fillsCsv(outcome.fills),
    'funding.csv': fundingCsv(outcome.funding),
    'refusals.csv': refusalsCsv(outcome.refusalRows),
    'equity.csv': equityCsv(outcome.equity),
    'timing.json': [`${JSON.stringify(timing, null, 2)}\n`],
    'summary.json': [summaryText(summary)],
  };
  await makeFolder(folder);
  try {
    for (const file of RUN_FILES) await writeUnfinished(folder, file, contents[file]);
    await rm(join(folder, 'summary.json'), { force: true });
    for (const file of RUN_FILES) await rename(unfinishedPath(folder, file), join(folder, file));
  } finally {
    for (const file of RUN_FILES) await rm(unfinishedPath(folder, file), { force: true });
  }
}

function unfinishedPath(folder: string, file: RunFile): string {
  return join(folder, `.${file}.${process.pid}.unfinished`);
}

async function writeUnfinished(folder: string, file: RunFile, chunks: Iterable<string>): Promise<void> {
  const handle = await open(unfinishedPath(folder, file), 'w');
  try {
    for (const chunk of chunks) await handle.writeFile(chunk);
  } finally {
    await handle.close();
  }
}
