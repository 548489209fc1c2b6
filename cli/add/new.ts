import type { AddCommand } from './add-command.ts';

export const addNew: AddCommand = (program, { world, run }) => {
  program
    .command('new')
    .description('Begin something of your own.')
    .command('strategy')
    .description(
      'Write a strategy that runs at once: the file, a config, a test, and a tsconfig.json where there is none.',
    )
    .argument('<name>', 'its name, as in mean-reversion; the files are named after it')
    .option('--dir <folder>', 'where to write; made where it is missing', '.')
    .action(async (name: string, options: { readonly dir: string }) => {
      const { newStrategyCommand } = await import('../commands/new-strategy.ts');
      await run(newStrategyCommand(name, options.dir, world));
    });
};
