// Reads the records of a run back from its folder. Every failure is a RunFolderError with the folder or the file it is about.
import { join } from 'node:path';
import { readKlinesFile } from './klines-file.ts';
import { CsvError } from './parse-csv.ts';
import { readEquityCsv } from './read-equity-csv.ts';
import { parseSummary } from './parse-summary.ts';
import type { Table } from './report-model.ts';
import { RunFolderError } from './run-folder-error.ts';
import { demandWholeRun, readBytes, readText } from './run-folder-files.ts';
import type { RunRecords } from './run-records.ts';
import { tableFromCsv } from './table.ts';

/** What `recordsOf` made of the run when it was written. */
export async function readRunFolder(folder: string): Promise<RunRecords> {
  await demandWholeRun(folder);
  const summary = parseSummary(join(folder, 'summary.json'), await readText(folder, 'summary.json'));
  const table = async (file: string, rows: number | null): Promise<Table> => readTable(folder, file, rows);
  const startTime = Date.parse(summary.from);
  const startEquity = Number(summary.initialEquity);
  return {
    summary,
    markets: readKlinesFile(join(folder, 'klines.pack'), await readBytes(folder, 'klines.pack')),
    equity: {
      startTime,
      startEquity,
      ...readEquityCsv(join(folder, 'equity.csv'), await readBytes(folder, 'equity.csv')),
    },
    trades: await table('trades.csv', summary.trades + summary.openTrades),
    orders: await table('orders.csv', summary.orders),
    fills: await table('fills.csv', summary.fills),
    funding: await table('funding.csv', null),
    refusals: await table('refusals.csv', null),
  };
}

/** `rows` is what the summary counted; null where it did not. */
async function readTable(folder: string, file: string, rows: number | null): Promise<Table> {
  const table = parseTable(join(folder, file), await readText(folder, file));
  if (rows !== null && table.length !== rows) {
    throw new RunFolderError(`${join(folder, file)}: has ${table.length} rows, summary.json counted ${rows}`);
  }
  return table;
}

function parseTable(path: string, text: string): Table {
  try {
    return tableFromCsv(text);
  } catch (error) {
    if (error instanceof CsvError) throw new RunFolderError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}
