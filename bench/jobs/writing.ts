// What is made of a finished run: its figures, its files, and its page, which is counted apart.
import { loadRun } from '../../app/load-run.ts';
import { makeRun } from '../../app/make-run.ts';
import { reportShell } from '../../app/report-shell.ts';
import { tellOutcome } from '../../app/tell-outcome.ts';
import { buildSummary } from '../../backtest/report/summary.ts';
import { writeRunFiles } from '../../backtest/report/write-run-files.ts';
import { settingsText } from '../../config/config-hash.ts';
import { type Job, needed } from '../sample.ts';
import { QUIET_HOOKS } from './backtest.ts';

const TIMING = { elapsedMs: 0, barsPerSecond: 0, loadMs: 0, peakRssBytes: 0 };

/** `part`: `figures` is outcome and summary, `files` the files without the page, `page` the same with it. */
export const writingJob: Job = async ({ config, folder, part }) => {
  const loaded = await loadRun({ configPath: needed(config, 'config'), overrides: [], outFolder: null });
  const run = await makeRun({ ...loaded, instances: loaded.strategies.instances, hooks: QUIET_HOOKS });
  const told = performance.now();
  const outcome = tellOutcome(loaded, run, { band: null, interrupted: false });
  const summary = buildSummary(outcome);
  const figuresMs = performance.now() - told;
  const written = performance.now();
  if (part !== 'figures') {
    const shell = part === 'page' ? reportShell() : null;
    const result = { outcome, summary, timing: TIMING, settings: settingsText(loaded.config), shell };
    await writeRunFiles(needed(folder, 'folder'), result);
  }
  const filesMs = performance.now() - written;
  return {
    ns: (part === 'figures' ? figuresMs : filesMs) * 1e6,
    count: outcome.bars,
    facts: { fills: outcome.fills.length, trades: outcome.trades.length },
  };
};
