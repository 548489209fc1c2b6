// `sluice backtest`: one run from a config, shown as a table or as JSON.
import type { BacktestRequest, BacktestResult } from '../../app/backtest-request.ts';
import type { Override } from '../../config/overrides.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { demandNoStrategy } from '../file-kind.ts';
import { showPage } from '../show-page.ts';
import { showsColor } from '../shows-color.ts';
import { watched } from '../watched.ts';
import type { World } from '../world.ts';

/** The options as the user typed them. */
export interface BacktestOptions {
  readonly from?: string;
  readonly to?: string;
  readonly set: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
  readonly open?: boolean;
  readonly seed?: string;
  /** False after `--no-band`. */
  readonly band: boolean;
}

/** Makes the run and shows it; rejects with what the run rejects with. */
export async function backtestCommand(configPath: string, options: BacktestOptions, world: World): Promise<ExitCode> {
  demandNoStrategy(configPath);
  const request: BacktestRequest = {
    configPath,
    overrides: await overridesOf(options),
    outFolder: options.out ?? null,
  };
  const result = await runWatched(request, world);
  const isJson = options.json === true;
  world.stdout.write(isJson ? await jsonText(result) : await tableText(result, world));
  await tellPage(result, { isJson, open: options.open === true, world });
  tellStopped(result, world);
  return exitCodeOf(result);
}

function exitCodeOf({ outcome: { interrupted, quarantined } }: BacktestResult): ExitCode {
  if (interrupted) return EXIT.interrupted;
  return quarantined.length > 0 ? EXIT.failed : EXIT.done;
}

/** Why a run that was made to its end, and has all its files, is a failure all the same. */
function tellStopped({ outcome: { quarantined } }: BacktestResult, world: World): void {
  const ids = [...new Set(quarantined.map(({ strategyId }) => strategyId))];
  if (ids.length === 0) return;
  const who = ids.length === 1 ? 'strategy' : 'strategies';
  const verb = ids.length === 1 ? 'was stopped by its' : 'were stopped by their';
  world.stderr.write(`the run failed: ${who} ${ids.join(', ')} ${verb} own error\n`);
}

/** With `--json` stdout holds the summary and nothing else. */
async function tellPage(
  { page }: BacktestResult,
  { isJson, open, world }: { readonly isJson: boolean; readonly open: boolean; readonly world: World },
): Promise<void> {
  if (page !== null) await showPage(page, { what: isJson ? null : 'report', open, world });
  else if (open) world.stderr.write('there is no page to open: results.report is false\n');
}

/** Runs with a bar and a log on stderr. */
async function runWatched(request: BacktestRequest, world: World): Promise<BacktestResult> {
  const [runBacktest, { createLog }] = await Promise.all([world.loadRunBacktest(), import('../log.ts')]);
  return watched(world, 'the result so far', ({ progress, signal }) => {
    const log = createLog({
      write: (text) => progress.above(text),
      pretty: world.stderr.isTTY === true,
      color: showsColor(world.stderr, world),
    });
    return runBacktest(request, { onProgress: (done, total) => progress.update(done, total), signal, log });
  });
}

async function overridesOf({ set, from, to, seed, band }: BacktestOptions): Promise<readonly Override[]> {
  const { overrideOf, parseOverride, readValue } = await import('../../config/overrides.ts');
  return [
    ...set.map(parseOverride),
    ...(from === undefined ? [] : [overrideOf(`--from ${from}`, ['data', 'from'], from)]),
    ...(to === undefined ? [] : [overrideOf(`--to ${to}`, ['data', 'to'], to)]),
    ...(seed === undefined ? [] : [overrideOf(`--seed ${seed}`, ['seed'], readValue(seed))]),
    ...(band ? [] : [overrideOf('--no-band', ['results', 'band'], false)]),
  ];
}

async function jsonText({ summary, timing }: BacktestResult): Promise<string> {
  const { summaryText } = await import('../../backtest/report/summary.ts');
  return summaryText(summary, timing);
}

async function tableText({ summary, timing, folder }: BacktestResult, world: World): Promise<string> {
  const { renderSummaryTable } = await import('../../backtest/report/summary-table.ts');
  const width = (world.stdout.isTTY === true ? world.stdout.columns : undefined) ?? null;
  return renderSummaryTable(summary, { timing, folder, color: showsColor(world.stdout, world), width });
}
