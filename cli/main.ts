#!/usr/bin/env node
// Where the process begins: hands the machine to the command line and ends with its code.
import { runCommandLine } from './program.ts';
import type { World } from './world.ts';

/** Errors in bundled strategies and in the build are shown by their `.ts` lines. */
process.setSourceMapsEnabled(true);

const world: World = {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  loadRunBacktest: async () => (await import('../app/run-backtest.ts')).runBacktest,
  onInterrupt(handler) {
    process.on('SIGINT', handler);
    return () => void process.off('SIGINT', handler);
  },
  openFile: async (path) => (await import('./open-file.ts')).openFile(path),
  exit: (code) => process.exit(code),
};

// Whoever read our output has seen enough (`| head`): that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}

process.exitCode = await runCommandLine(process.argv.slice(2), world);
