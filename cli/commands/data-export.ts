// `sluice data export` and `sluice data resample`: a series, or a stretch of it, to another file.
import { expandPaths } from '../../backtest/data/expand-paths.ts';
import { exportSeries } from '../../backtest/data/store/export-series.ts';
import type { Preference } from '../../backtest/data/store/merge-series.ts';
import { countShown } from '../../backtest/report/human-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { World } from '../world.ts';
import { klineCacheOf } from './data-folder.ts';
import { intervalOption, preferenceOption, timeOption } from './data-options.ts';

export interface DataExportOptions {
  readonly out: string;
  readonly symbol?: string;
  readonly from?: string;
  readonly to?: string;
  /** Of `resample` alone. */
  readonly interval?: string;
  readonly prefer?: Preference;
}

/** Writes the file and says what it holds; rejects with a DataFileError or a UserError. */
export async function dataExportCommand(
  patterns: readonly string[],
  { out, symbol, from, to, interval, prefer }: DataExportOptions,
  world: World,
): Promise<ExitCode> {
  const { name, rows, incomplete } = await exportSeries({
    files: await expandPaths(patterns),
    symbol: symbol ?? null,
    fromTime: from === undefined ? -Infinity : timeOption('--from', from),
    toTime: to === undefined ? Infinity : timeOption('--to', to),
    interval: interval === undefined ? null : intervalOption('--interval', interval),
    path: out,
    preferred: preferenceOption(prefer),
    cache: klineCacheOf(world),
  });
  const left = incomplete === 0 ? '' : `, ${countShown(incomplete)} left out because klines of theirs are missing`;
  world.stdout.write(`${out}: ${name}, ${countShown(rows)} rows${left}\n`);
  return EXIT.done;
}
