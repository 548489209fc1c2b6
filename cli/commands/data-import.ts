// `sluice data import`: gathers recorded files in a data folder.
import { expandPaths } from '../../backtest/data/expand-paths.ts';
import type { DataPolicy } from '../../backtest/data/judge-findings.ts';
import { type Imported, importSeries } from '../../backtest/data/store/import-series.ts';
import type { Preference } from '../../backtest/data/store/merge-series.ts';
import type { SeriesKind } from '../../backtest/data/store/series.ts';
import { countShown } from '../../backtest/report/human-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { World } from '../world.ts';
import { dataFolder, klineCacheOf } from './data-folder.ts';
import { preferenceOption } from './data-options.ts';

export interface DataImportOptions {
  readonly into?: string;
  readonly symbol?: string;
  readonly kind?: SeriesKind;
  readonly format: 'csv' | 'csv.gz' | 'parquet';
  readonly quality: DataPolicy;
  readonly prefer?: Preference;
}

/** Says of each file what it brought; rejects with a DataFileError at the first that cannot be taken. */
export async function dataImportCommand(
  patterns: readonly string[],
  options: DataImportOptions,
  world: World,
): Promise<ExitCode> {
  const imports = importSeries({
    files: await expandPaths(patterns),
    folder: dataFolder(options.into, world),
    symbol: options.symbol ?? null,
    kind: options.kind ?? null,
    format: `.${options.format}`,
    policy: options.quality,
    preferred: preferenceOption(options.prefer),
    cache: klineCacheOf(world),
  });
  for await (const imported of imports) world.stdout.write(`${sentence(imported, options.prefer)}\n`);
  return EXIT.done;
}

function sentence({ file, name, path, rows, added, same, different, repairs }: Imported, prefer?: Preference): string {
  const parts = [
    `${countShown(added)} new`,
    ...(same > 0 ? [`${countShown(same)} known`] : []),
    ...(different > 0 ? [`${countShown(different)} differ, ${prefer === 'new' ? 'taken' : 'left as they were'}`] : []),
    ...repairs.map(({ what }) => what),
  ];
  return `${file}: ${name}, ${parts.join(', ')}; ${path} has ${countShown(rows)} rows`;
}
