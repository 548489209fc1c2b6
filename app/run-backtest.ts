// Makes a backtest from a configuration: load, run, run again for the band where klines were ambiguous, write the files.
import { resultFolderName } from '../backtest/report/result-folder.ts';
import type { Timing } from '../backtest/report/run-outcome.ts';
import { buildSummary } from '../backtest/report/summary.ts';
import { writeRunFiles } from '../backtest/report/write-run-files.ts';
import { endTimeOf } from '../backtest/metrics/equity-series.ts';
import type { Log } from '../engine/ports/log.ts';
import type { RunBacktest } from './backtest-request.ts';
import { loadRun, type LoadedRun } from './load-run.ts';
import { makeBand } from './make-band.ts';
import { makeRun } from './make-run.ts';
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
  const { name, configHash, equity } = { ...outcome };
  const folder =
    request.outFolder ??
    `results/${resultFolderName({ name, configHash, startTime: equity.startTime, endTime: endTimeOf(equity) })}`;
  await writeRunFiles(folder, { outcome, summary, timing });
  return { outcome, summary, timing, folder };
};

/** What one should know before the run begins. */
function logStart({ data, strategies }: LoadedRun, log: Log): void {
  for (const { logged } of data.notes) for (const sentence of logged) log.write('info', sentence);
  const unprotected = strategies.unprotectedByChoice;
  if (unprotected.length > 0)
    log.write('warn', `UNPROTECTED BY CHOICE: ${unprotected.join(', ')} may hold positions without a stop`);
}

/** Source: time and memory of this process; what varies between two runs of one configuration stands here and nowhere else. */
function timingOf(loadMs: number, elapsedMs: number, bars: number): Timing {
  return {
    elapsedMs: Math.round(elapsedMs),
    barsPerSecond: elapsedMs > 0 ? Math.round((1000 * bars) / elapsedMs) : 0,
    loadMs: Math.round(loadMs),
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  };
}
