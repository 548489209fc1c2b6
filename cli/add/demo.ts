import type { BacktestOptions } from '../commands/backtest.ts';
import type { AddCommand } from './add-command.ts';

export const addDemo: AddCommand = (program, { world, run }) => {
  program
    .command('demo')
    .description('Run a demonstration on klines that are made on the spot.')
    .option('--out <folder>', 'folder of the result files')
    .option('--json', 'print the summary alone, as JSON, on stdout')
    .option('--open', 'open the report page when the run is done')
    .action(async (options: Pick<BacktestOptions, 'out' | 'json' | 'open'>) => {
      const { demoCommand } = await import('../commands/demo.ts');
      await run(demoCommand(options, world));
    });
};
