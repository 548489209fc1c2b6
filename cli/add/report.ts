import type { ReportOptions } from '../commands/report.ts';
import type { AddCommand } from './add-command.ts';

export const addReport: AddCommand = (program, { world, run }) => {
  program
    .command('report')
    .description('Make the page of a run again from the files in its folder.')
    .argument('<folder>', 'folder of a run, as sluice backtest has written it')
    .option('--out <file>', 'where the page goes (default: report.html in the folder)')
    .option('--open', 'open the page')
    .action(async (folder: string, options: ReportOptions) => {
      const { reportCommand } = await import('../commands/report.ts');
      await run(reportCommand(folder, options, world));
    });
};
