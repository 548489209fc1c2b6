// The progress bar on stderr, and how lines get past it.
import { SingleBar } from 'cli-progress';
import type { Output } from './world.ts';

export interface Progress {
  /** Moves the bar; the first call draws it. */
  update(done: number, total: number): void;
  /** Writes lines above the bar. */
  above(text: string): void;
  /** Removes the bar. */
  stop(): void;
}

/** The estimate is taken over the last so many updates: quick to follow, not so quick as to jump. */
const ESTIMATE_UPDATES = 40;

/** A bar with an estimate of the time left where `stderr` is a terminal; nothing at all where it is piped. */
export function createProgress(stderr: Output): Progress {
  if (stderr.isTTY !== true) {
    return { update: () => {}, above: (text) => void stderr.write(text), stop: () => {} };
  }
  const bar = new SingleBar({
    stream: stderr,
    format: '{bar} {percentage} %  {value} of {total} klines  {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: ESTIMATE_UPDATES,
    formatValue: (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ','),
    gracefulExit: false,
  });
  let drawn = false;
  let last = { done: 0, total: 0 };

  const draw = (): void => {
    bar.start(last.total, last.done);
    drawn = true;
  };
  const stop = (): void => {
    if (drawn) bar.stop();
    drawn = false;
  };
  return {
    update(done, total) {
      last = { done, total };
      if (!drawn) draw();
      bar.setTotal(total);
      bar.update(done);
    },
    above(text) {
      const wasDrawn = drawn;
      stop();
      stderr.write(text);
      if (wasDrawn) draw();
    },
    stop,
  };
}
