// The commands and their options. What a command does is imported when it is called, so that `--help` is there at once.
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../app/package-root.ts';
import type { BacktestOptions } from './commands/backtest.ts';
import { describeFailure } from './describe-failure.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { World } from './world.ts';

/** Runs the command that `words` (without the program's own name) ask for; resolves with the exit code, never rejects. */
export async function runCommandLine(words: readonly string[], world: World): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram(world, async (run) => {
    exitCode = await run;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const failure = describeFailure(error);
    world.stderr.write(`${failure.text}\n`);
    return failure.exitCode;
  }
}

function createProgram(world: World, run: (command: Promise<ExitCode>) => Promise<void>): Command {
  const program = new Command('sluice')
    .description('An event-driven strategy engine for perpetual futures.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(--help lists what there is)');

  program
    .command('backtest')
    .description('Run the strategies of a config on recorded klines.')
    .argument('<config>', 'config file (YAML); config/examples/reference.yaml names every setting')
    .option('--from <time>', 'first instant, ISO 8601, by open time, inclusive; UTC unless it has an offset')
    .option('--to <time>', 'end, exclusive')
    .option('--set <path=value>', 'set one setting, as often as needed: --set account.leverage=5', gather, [])
    .option('--out <folder>', 'folder of the result files (default: results/<name>-<from>-<to>-<config hash>)')
    .option('--json', 'print the summary alone, as JSON, on stdout')
    .option('--seed <number>', 'seed of all chance in the run')
    .option('--no-band', 'make one run only, however many klines are ambiguous')
    .action(async (config: string, options: BacktestOptions) => {
      const { backtestCommand } = await import('./commands/backtest.ts');
      await run(backtestCommand(config, options, world));
    });

  program
    .command('data')
    .description('Look at recorded data.')
    .command('check')
    .description(
      'List gaps, duplicates, disorder, impossible candles and holes of zero volume. Exit 1 if a run would refuse a file.',
    )
    .argument('<files...>', 'klines, funding rates, instruments or brackets; patterns with * and ** will do')
    .action(async (files: readonly string[]) => {
      const { dataCheckCommand } = await import('./commands/data-check.ts');
      await run(dataCheckCommand(files, world));
    });

  program
    .command('demo')
    .description('Run a demonstration on klines that are made on the spot.')
    .option('--out <folder>', 'folder of the result files')
    .option('--json', 'print the summary alone, as JSON, on stdout')
    .action(async (options: Pick<BacktestOptions, 'out' | 'json'>) => {
      const { demoCommand } = await import('./commands/demo.ts');
      await run(demoCommand(options, world));
    });
  return program;
}

function gather(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
