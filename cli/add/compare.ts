import type { ReportOptions } from '../commands/report.ts';
import type { AddCommand } from './add-command.ts';

export const addCompare: AddCommand = (program, { world, run }) => {
  program
    .command('compare')
    .description('Set several runs side by side, in the terminal and on one page.')
    .argument('<folders...>', 'folders of runs, as sluice backtest has written them')
    .option('--out <file>', 'where the page goes (default: compare.html in the current folder)')
    .option('--open', 'open the page')
    .action(async (folders: readonly string[], options: ReportOptions) => {
      const { compareCommand } = await import('../commands/compare.ts');
      await run(compareCommand(folders, options, world));
    });
};
