import { type Command, Option } from 'commander';
import type { DataExportOptions } from '../commands/data-export.ts';
import type { DataImportOptions } from '../commands/data-import.ts';
import type { DataSynthOptions } from '../commands/data-synth.ts';
import type { AddCommand, CommandParts } from './add-command.ts';

const PREFER = new Option(
  '--prefer <which>',
  'whose rows stay where files differ; without it they are refused',
).choices(['new', 'known']);
const SYMBOL = new Option('--symbol <symbol>', 'symbol (default: what the file name begins with)');
const FROM = new Option('--from <time>', 'first row, ISO 8601, inclusive; UTC unless it has an offset');
const TO = new Option('--to <time>', 'end, exclusive');

export const addData: AddCommand = (program, parts) => {
  const data = program.command('data').description('Look at recorded data, gather it, cut it, make it up.');
  addCheck(data, parts);
  addList(data, parts);
  addImport(data, parts);
  addExport(data, parts);
  addResample(data, parts);
  addSynth(data, parts);
};

function addCheck(data: Command, { world, run }: CommandParts): void {
  data
    .command('check')
    .description(
      'List gaps, duplicates, disorder, impossible candles and holes of zero volume. Exit 1 if a run would refuse a file.',
    )
    .argument('<files...>', 'klines, funding rates, instruments or brackets; patterns with * and ** will do')
    .action(async (files: readonly string[]) => {
      const { dataCheckCommand } = await import('../commands/data-check.ts');
      await run(dataCheckCommand(files, world));
    });
}

function addList(data: Command, { world, run }: CommandParts): void {
  data
    .command('list')
    .description('List the series of a data folder: rows, span, what is wrong with them.')
    .argument('[folder]', 'data folder (default: SLUICE_DATA, else data)')
    .option('--json', 'print one JSON array on stdout')
    .action(async (folder: string | undefined, options: { readonly json?: boolean }) => {
      const { dataListCommand } = await import('../commands/data-list.ts');
      await run(dataListCommand(folder, options, world));
    });
}

function addImport(data: Command, { world, run }: CommandParts): void {
  data
    .command('import')
    .description('Bring recorded files into a data folder: one file a series, in order, without duplicates.')
    .argument('<files...>', 'CSV of the exchange or of others, plain, .gz or .zip, or Parquet; patterns will do')
    .option('--into <folder>', 'data folder (default: SLUICE_DATA, else data)')
    .addOption(SYMBOL)
    .addOption(
      new Option('--kind <kind>', 'what the files hold (default: told from them)').choices([
        'klines',
        'mark',
        'funding',
      ]),
    )
    .addOption(
      new Option('--format <format>', 'of series that are new').choices(['csv', 'csv.gz', 'parquet']).default('csv.gz'),
    )
    .addOption(
      new Option('--quality <policy>', 'warn drops impossible rows and sorts the others; refuse takes no such file')
        .choices(['refuse', 'warn'])
        .default('refuse'),
    )
    .addOption(PREFER)
    .action(async (files: readonly string[], options: DataImportOptions) => {
      const { dataImportCommand } = await import('../commands/data-import.ts');
      await run(dataImportCommand(files, options, world));
    });
}

function addExport(data: Command, parts: CommandParts): void {
  const description = 'Write a series, or a stretch of it, to a file of another format.';
  addWriting(data.command('export').description(description), parts);
}

function addResample(data: Command, parts: CommandParts): void {
  const description = 'Write coarser klines made from finer ones; a kline of which some are not recorded is not made.';
  const command = data.command('resample').description(description);
  addWriting(command.requiredOption('--interval <interval>', 'interval to make, such as 15m, 1h or 1d'), parts);
}

/** What both take: files of one series, the file to write, the stretch. */
function addWriting(command: Command, { world, run }: CommandParts): void {
  command
    .argument('<files...>', 'files of one series; patterns will do')
    .requiredOption('--out <file>', 'file to write: .csv, .csv.gz or .parquet')
    .addOption(SYMBOL)
    .addOption(FROM)
    .addOption(TO)
    .addOption(PREFER)
    .action(async (files: readonly string[], options: DataExportOptions) => {
      const { dataExportCommand } = await import('../commands/data-export.ts');
      await run(dataExportCommand(files, options, world));
    });
}

function addSynth(data: Command, { world, run }: CommandParts): void {
  data
    .command('synth')
    .description('Make up markets from a seed: klines, mark klines, funding and the rules they are traded by.')
    .option('--into <folder>', 'data folder (default: SLUICE_DATA, else data)')
    .option('--symbols <list>', 'symbols with their first prices', 'BTCUSDT=60000')
    .option('--interval <interval>', 'interval of the klines', '1m')
    .option('--from <time>', 'first open, ISO 8601', '2025-01-01')
    .option('--to <time>', 'end', '2025-02-01')
    .option('--seed <number>', 'the same seed gives the same bytes on every machine', '1')
    .option('--correlation <ratio>', 'of any two symbols’ returns, 0 to 1', '0.5')
    .addOption(new Option('--format <format>', 'of the files').choices(['csv', 'csv.gz', 'parquet']).default('csv.gz'))
    .action(async (options: DataSynthOptions) => {
      const { dataSynthCommand } = await import('../commands/data-synth.ts');
      await run(dataSynthCommand(options, world));
    });
}
