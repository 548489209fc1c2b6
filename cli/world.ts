// What the command line touches of the machine, handed in so that a test can stand in for it.
import type { Writable } from 'node:stream';
import type { RunBacktest } from '../app/backtest-request.ts';
import type { Environment } from '../config/substitute-environment.ts';

/** A stream to write to, and whether somebody is looking at it. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface World {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Environment;
  /** Loaded when it is needed: joining a run takes most of the program. */
  loadRunBacktest(): Promise<RunBacktest>;
  /** Calls `handler` at every Ctrl-C until the returned function is called. */
  onInterrupt(handler: () => void): () => void;
  /** Shows a file in the program the user has for it; false where the machine has none. */
  openFile(path: string): Promise<boolean>;
  /** Ends the process at once. */
  exit(code: number): void;
}
