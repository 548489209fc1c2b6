// The program: its commands, and what becomes of a command line that is none.
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../app/package-root.ts';
import type { AddCommand, CommandParts } from './add/add-command.ts';
import { addBacktest } from './add/backtest.ts';
import { addCheckStrategy } from './add/check-strategy.ts';
import { addCompare } from './add/compare.ts';
import { addData } from './add/data.ts';
import { addDemo } from './add/demo.ts';
import { addNew } from './add/new.ts';
import { addStrategies } from './add/strategies.ts';
import { addReport } from './add/report.ts';
import { describeFailure } from './describe-failure.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { World } from './world.ts';

/** In the order of the help. */
const COMMANDS: readonly AddCommand[] = [
  addBacktest,
  addReport,
  addCompare,
  addData,
  addNew,
  addStrategies,
  addCheckStrategy,
  addDemo,
];

/** Runs the command that `words` (without the program's own name) ask for; resolves with the exit code, never rejects. */
export async function runCommandLine(words: readonly string[], world: World): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram({
    world,
    run: async (command) => {
      exitCode = await command;
    },
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

function createProgram(parts: CommandParts): Command {
  const { world } = parts;
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

  for (const add of COMMANDS) add(program, parts);
  return program;
}
