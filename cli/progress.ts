// The progress bar on stderr, and how lines get past it.
import { SingleBar } from 'cli-progress';
import { durationShown } from '../backtest/report/human-text.ts';
import type { Output } from './world.ts';

export interface Progress {
  /** Moves the bar; the first call draws it. */
  update(done: number, total: number): void;
  /** Writes lines above the bar. */
  above(text: string): void;
  /** Removes the bar. */
  stop(): void;
}

/** A bar with an estimate of the time left where `stderr` is a terminal; nothing at all where it is piped. `nowMs` is a clock of any origin. */
export function createProgress(stderr: Output, nowMs: () => number = () => performance.now()): Progress {
  if (stderr.isTTY !== true) {
    return { update: () => {}, above: (text) => void stderr.write(text), stop: () => {} };
  }
  const bar = new SingleBar({
    stream: stderr,
    format: '{bar} {percentage} %  {value} of {total} klines{left}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    clearOnComplete: true,
    hideCursor: true,
    formatValue: (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ','),
    gracefulExit: false,
  });
  let first: { readonly done: number; readonly timeMs: number } | undefined;
  let last = { done: 0, total: 0, left: '' };
  let isDrawn = false;

  const draw = (): void => {
    bar.start(last.total, last.done, { left: last.left });
    isDrawn = true;
  };
  const stop = (): void => {
    if (isDrawn) bar.stop();
    isDrawn = false;
  };
  return {
    update(done, total) {
      first ??= { done, timeMs: nowMs() };
      last = { done, total, left: leftText(done - first.done, total - done, nowMs() - first.timeMs) };
      if (!isDrawn) draw();
      bar.setTotal(total);
      bar.update(done, { left: last.left });
    },
    above(text) {
      const wasDrawn = isDrawn;
      stop();
      stderr.write(text);
      if (wasDrawn) draw();
    },
    stop,
  };
}

/** Klines cost about the same from first to last, so the whole way so far is the best estimate; none at the first look. */
function leftText(passed: number, left: number, elapsedMs: number): string {
  if (passed <= 0 || left <= 0) return '';
  const leftMs = (elapsedMs / passed) * left;
  return `, about ${durationShown(Math.max(1, Math.round(leftMs / 1_000)) * 1_000)} left`;
}
