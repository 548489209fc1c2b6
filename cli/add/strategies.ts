import type { StrategiesOptions } from '../commands/strategies.ts';
import type { AddCommand } from './add-command.ts';

export const addStrategies: AddCommand = (program, { world, run }) => {
  program
    .command('strategies')
    .description('List strategies with their parameters and the configs that run them.')
    .argument('[paths...]', 'strategy files and folders (default: the shipped examples, this folder, ./strategies)')
    .option('--json', 'print the list as JSON')
    .action(async (paths: readonly string[], options: StrategiesOptions) => {
      const { strategiesCommand } = await import('../commands/strategies.ts');
      await run(strategiesCommand(paths, options, world));
    });
};
