// Makes a backtest from a configuration: load, run, run again for the band where klines were ambiguous, write the files.
import { join } from 'node:path';
import { resultFolderName } from '../backtest/report/result-folder.ts';
import type { RunOutcome, Timing } from '../backtest/report/run-outcome.ts';
import { buildSummary } from '../backtest/report/summary.ts';
import { PAGE_FILE, writeRunFiles } from '../backtest/report/write-run-files.ts';
import { endTimeOf } from '../backtest/metrics/equity-series.ts';
import { settingsText } from '../config/config-hash.ts';
import type { Log } from '../engine/ports/log.ts';
import type { RunBacktest } from './backtest-request.ts';
import { loadRun, type LoadedRun } from './load-run.ts';
import { makeBand } from './make-band.ts';
import { makeRun } from './make-run.ts';
import { reportShell } from './report-shell.ts';
import { tellOutcome } from './tell-outcome.ts';

export const runBacktest: RunBacktest = async (request, hooks) => {
  const loadStart = performance.now();
  const loaded = await loadRun(request);
  logStart(loaded, hooks.log);
  const runStart = performance.now();
  const run = await makeRun({ ...loaded, instances: loaded.strategies.instances, hooks });
  const runEnd = performance.now();
  const further = run.interrupted ? { band: null, interrupted: true } : await makeBand({ ...loaded, hooks }, run);

  const outcome = tellOutcome(loaded, run, further);
  const summary = buildSummary(outcome);
  const timing = timingOf(runStart - loadStart, runEnd - runStart, outcome.bars);
  const folder = request.outFolder ?? folderOf(outcome);
  const shell = loaded.config.results.report ? reportShell() : null;
  await writeRunFiles(folder, { outcome, summary, timing, settings: settingsText(loaded.config), shell });
  return { outcome, summary, timing, folder, page: shell === null ? null : join(folder, PAGE_FILE) };
};

/** What one should know before the run begins. */
function logStart({ data, strategies }: LoadedRun, log: Log): void {
  for (const { faults, remarks } of data.notes) {
    for (const fault of faults) log.write('warn', fault);
    for (const remark of remarks) log.write('info', remark);
  }
  const unprotected = strategies.unprotectedByChoice;
  if (unprotected.length > 0)
    log.write('warn', `UNPROTECTED BY CHOICE: ${unprotected.join(', ')} may hold positions without a stop`);
}

/** Where the files go when nobody says where. */
function folderOf({ name, configHash, equity }: RunOutcome): string {
  const { startTime } = equity;
  return `results/${resultFolderName({ name, configHash, startTime, endTime: endTimeOf(equity) })}`;
}

/** What varies between two runs of one configuration stands here and nowhere else. */
function timingOf(loadMs: number, elapsedMs: number, bars: number): Timing {
  return {
    elapsedMs: Math.round(elapsedMs),
    barsPerSecond: elapsedMs > 0 ? Math.round((1000 * bars) / elapsedMs) : 0,
    loadMs: Math.round(loadMs),
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  };
}
