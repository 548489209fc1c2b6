// Looks at data files of any kind there is: what a file holds, its content says.
import { checkFundingRecording } from './check-funding.ts';
import { checkRecording } from './check-klines.ts';
import { checkTradeRecording } from './check-trades.ts';
import { openCsvDocuments } from './csv-document.ts';
import { DataFileError } from './data-file-error.ts';
import { expandPaths } from './expand-paths.ts';
import type { DataFindings } from './findings.ts';
import { holdsTrades } from './holds-trades.ts';
import { parseInstruments } from './instruments-file.ts';
import { readJsonFile } from './json-file.ts';
import { parseLeverageBrackets } from './leverage-brackets-file.ts';
import { isParquet } from './parquet/is-parquet.ts';
import { parquetColumnNames } from './parquet/parquet-rows.ts';
import { readFunding } from './read-funding.ts';
import { readKlines } from './read-klines.ts';
import { readTrades } from './read-trades.ts';

/**
 * Findings of each file that the patterns name, in their order: klines, trades, funding, leverage brackets or instruments.
 * Throws a DataFileError for the first file that cannot be read at all.
 */
export async function checkDataFiles(patterns: readonly string[]): Promise<readonly DataFindings[]> {
  const findings: DataFindings[] = [];
  for (const file of await expandPaths(patterns)) findings.push(await checkDataFile(file));
  return findings;
}

/** Findings of one file. */
export async function checkDataFile(file: string): Promise<DataFindings> {
  if (/\.json$/i.test(file)) return checkRulesFile(file, await readJsonFile(file));
  if (await holdsTrades(file)) return checkTradeRecording(await readTrades({ files: [file] }));
  const isFunding = await holdsFunding(file);
  if (isFunding) return checkFundingRecording(await readFunding({ files: [file] }));
  return checkRecording(await readKlines({ files: [file] }));
}

const FUNDING_COLUMNS_MAX = 4;

/** A funding file has three columns, a kline file at least six. */
export async function holdsFunding(file: string): Promise<boolean> {
  if (await isParquet(file)) return (await parquetColumnNames(file)).length <= FUNDING_COLUMNS_MAX;
  for await (const document of openCsvDocuments(file)) {
    for await (const chunk of document.chunks) {
      const [line = ''] = Buffer.from(chunk.subarray(0, 1024)).toString('utf8').split('\n');
      return line.split(/[,;\t]/).length <= FUNDING_COLUMNS_MAX;
    }
  }
  throw new DataFileError(file, 'is empty');
}

function checkRulesFile(file: string, content: unknown): DataFindings {
  if (/"brackets"\s*:/.test(JSON.stringify(content))) return parseLeverageBrackets(content, file).findings;
  const rows = parseInstruments(content, file).size;
  return { source: file, subject: 'instruments', rows, fromMs: null, toMs: null, groups: [] };
}
