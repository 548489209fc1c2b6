// Reading one recording as a run reads it, faults looked for and fingerprint taken. The symbol is told as a run tells it: it is part of
// what the cache knows an entry by.
import { klineCacheFolder } from '../../app/cache-folder.ts';
import { klineCacheIn, readCheckedKlines } from '../../backtest/data/cache/read-checked-klines.ts';
import { SYMBOLS } from '../data/make-data.ts';
import { type Job, needed } from '../sample.ts';

/** `part`: `parse` reads the file itself; `cache` what is kept of it, which an earlier run has written. */
export const loadingJob: Job = async ({ file, part }) => {
  const folder = part === 'cache' ? klineCacheFolder(process.env) : null;
  const cache = folder === null ? null : klineCacheIn(folder, Date.now);
  const begun = performance.now();
  const { columns } = await readCheckedKlines({ files: [needed(file, 'file')], symbol: SYMBOLS[0] }, cache);
  return { ns: (performance.now() - begun) * 1e6, count: columns.length, facts: { rows: columns.length } };
};
