// How a command enters the program: its words and options stand in a file of this room, what it does is imported when it is called.
import type { Command } from 'commander';
import type { ExitCode } from '../exit-code.ts';
import type { World } from '../world.ts';

export interface CommandParts {
  readonly world: World;
  /** Waits for a command and keeps its exit code. */
  readonly run: (command: Promise<ExitCode>) => Promise<void>;
}

/** Adds a command, with its options and its action, to the program or to a group of commands. */
export type AddCommand = (program: Command, parts: CommandParts) => void;

/** For options that may be given more than once. */
export function gather(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
