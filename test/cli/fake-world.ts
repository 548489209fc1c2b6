// A machine for the command line that writes into texts, never exits, and whose Ctrl-C is a function.
import { Writable } from 'node:stream';
import type { RunBacktest } from '../../app/backtest-request.ts';
import type { Environment } from '../../config/substitute-environment.ts';
import type { Output, World } from '../../cli/world.ts';

export interface FakeWorld {
  readonly world: World;
  stdout(): string;
  stderr(): string;
  /** Codes the program tried to end the process with. */
  readonly exits: readonly number[];
  /** Files that were to be opened. */
  readonly opened: readonly string[];
  pressInterrupt(): void;
  /** How many listen to Ctrl-C. */
  interruptHandlers(): number;
}

export interface FakeWorldParts {
  readonly runBacktest?: RunBacktest;
  readonly environment?: Environment;
  /** Whether stdout and stderr are terminals. */
  readonly isTerminal?: boolean;
  /** Whether the machine has something to open files with. */
  readonly opensFiles?: boolean;
}

export function createFakeWorld({
  runBacktest,
  environment = {},
  isTerminal = false,
  opensFiles = true,
}: FakeWorldParts = {}): FakeWorld {
  const stdout = capture(isTerminal);
  const stderr = capture(isTerminal);
  const exits: number[] = [];
  const opened: string[] = [];
  const handlers = new Set<() => void>();
  return {
    world: {
      stdout: stdout.output,
      stderr: stderr.output,
      environment,
      loadRunBacktest: async () => {
        if (runBacktest === undefined) throw new Error('this test makes no run');
        return runBacktest;
      },
      onInterrupt: (handler) => {
        handlers.add(handler);
        return () => void handlers.delete(handler);
      },
      openFile: async (path) => {
        if (opensFiles) opened.push(path);
        return opensFiles;
      },
      exit: (code) => void exits.push(code),
    },
    stdout: stdout.text,
    stderr: stderr.text,
    exits,
    opened,
    pressInterrupt: () => {
      for (const handler of handlers) handler();
    },
    interruptHandlers: () => handlers.size,
  };
}

function capture(isTTY: boolean): { readonly output: Output; readonly text: () => string } {
  let text = '';
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { output: Object.assign(writable, { isTTY, columns: 100 }), text: () => text };
}
