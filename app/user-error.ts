// What went wrong by no fault of the program: told to the user in one sentence, without a stack.

/** 1: the run failed. 2: it was asked for wrongly. */
export type FailureExitCode = 1 | 2;

/** An expected failure. `message` is the whole text the user sees. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly exitCode: FailureExitCode;

  constructor(message: string, exitCode: FailureExitCode = 1, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
