// What the process says when it ends.

export const EXIT = {
  done: 0,
  /** The run failed: data that cannot be read, a strategy file that does not load or was stopped by its own error, a bug. */
  failed: 1,
  /** Bad usage or a bad config. */
  usage: 2,
  /** Ended by Ctrl-C, as shells number it: 128 + SIGINT. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
