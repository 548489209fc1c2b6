// Reads summary.json as far as the page needs it to be sure: the rest is shown as it stands, so that a member a later version
// adds is no reason to refuse the file.
import type { Summary } from '../summary.ts';
import { RunFolderError } from './run-folder-error.ts';

const TEXTS = [
  'name',
  'from',
  'to',
  'asset',
  'initialEquity',
  'finalEquity',
  'dataHash',
  'configHash',
  'version',
] as const;
const COUNTS = ['trades', 'openTrades', 'orders', 'fills', 'bars'] as const;

/** Throws a RunFolderError that begins with `path` where the text is no summary of a run. */
export function parseSummary(path: string, text: string): Summary {
  const value = parsedJson(path, text);
  if (!isSummary(value)) throw new RunFolderError(`${path}: is not the summary of a run`);
  return value;
}

function parsedJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RunFolderError(`${path}: is no JSON, or was cut short`, { cause: error });
  }
}

function isSummary(value: unknown): value is Summary {
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  return (
    TEXTS.every((name) => typeof members.get(name) === 'string') &&
    COUNTS.every((name) => Number.isSafeInteger(members.get(name))) &&
    !Number.isNaN(Date.parse(String(members.get('from'))))
  );
}
