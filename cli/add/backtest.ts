import type { BacktestOptions } from '../commands/backtest.ts';
import { type AddCommand, gather } from './add-command.ts';

export const addBacktest: AddCommand = (program, { world, run }) => {
  program
    .command('backtest')
    .description('Run the strategies of a config on recorded klines.')
    .argument('<config>', 'config file (YAML); config/examples/reference.yaml names every setting')
    .option('--from <time>', 'first instant, ISO 8601, by open time, inclusive; UTC unless it has an offset')
    .option('--to <time>', 'end, exclusive')
    .option('--set <path=value>', 'set one setting, as often as needed: --set account.leverage=5', gather, [])
    .option('--out <folder>', 'folder of the result files (default: results/<name>-<from>-<to>-<config hash>)')
    .option('--json', 'print the summary alone, as JSON, on stdout')
    .option('--open', 'open the report page when the run is done')
    .option('--seed <number>', 'seed of all chance in the run')
    .option('--no-band', 'make one run only, however many klines are ambiguous')
    .action(async (config: string, options: BacktestOptions) => {
      const { backtestCommand } = await import('../commands/backtest.ts');
      await run(backtestCommand(config, options, world));
    });
};
