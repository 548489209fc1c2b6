import type { Command } from 'commander';
import type { AddCommand, CommandParts } from './add-command.ts';

export const addData: AddCommand = (program, parts) => {
  const data = program.command('data').description('Look at recorded data.');
  addCheck(data, parts);
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
