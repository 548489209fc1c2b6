// What the user is told when something was thrown: of an expected failure its sentence alone, of a bug all there is to know.
import { UserError } from '../app/user-error.ts';
import { DataFileError } from '../backtest/data/data-file-error.ts';
import { RunFolderError } from '../backtest/report/page/run-folder-error.ts';
import { ConfigError } from '../config/complaint.ts';
import { StrategyFileError } from '../engine/strategy/strategy-file-error.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

export interface Failure {
  readonly text: string;
  readonly exitCode: ExitCode;
}

export function describeFailure(error: unknown): Failure {
  if (error instanceof UserError) return { text: error.message, exitCode: error.exitCode };
  if (error instanceof ConfigError) return { text: error.message, exitCode: EXIT.usage };
  if (error instanceof DataFileError || error instanceof RunFolderError || error instanceof StrategyFileError) {
    return { text: error.message, exitCode: EXIT.failed };
  }
  if (isFileSystemError(error)) return { text: error.message, exitCode: EXIT.failed };
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `This is a bug in sluice:\n${details}`, exitCode: EXIT.failed };
}

/** A disk that is full, a folder that may not be written: Node's own sentence names the path. */
function isFileSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'path' in error && 'code' in error;
}
