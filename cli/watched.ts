// Long work with a bar on stderr that hears Ctrl-C: the first asks for an end with what there is, the second ends the process.
import type { StopSignal } from '../app/backtest-request.ts';
import { EXIT } from './exit-code.ts';
import type { Progress } from './progress.ts';
import type { World } from './world.ts';

export interface Watch {
  readonly progress: Progress;
  readonly signal: StopSignal;
}

/** Does `work` under watch; `endingWith` says what the first Ctrl-C ends with: `the result so far`. */
export async function watched<T>(world: World, endingWith: string, work: (watch: Watch) => Promise<T>): Promise<T> {
  const { createProgress } = await import('./progress.ts');
  const progress = createProgress(world.stderr);
  const signal = { aborted: false };
  const forget = world.onInterrupt(() => {
    if (signal.aborted) {
      progress.stop();
      world.exit(EXIT.interrupted);
      return;
    }
    signal.aborted = true;
    progress.above(`ending with ${endingWith}; Ctrl-C again ends at once\n`);
  });
  try {
    return await work({ progress, signal });
  } finally {
    forget();
    progress.stop();
  }
}
