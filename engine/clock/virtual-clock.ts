// Time that moves only when it is told to: a heap of timers with RxJS's scheduler face. RxJS's own VirtualTimeScheduler
// re-sorts all timers at every schedule, which is quadratic over a run.
import type { Clock, TimerHandle } from '../ports/clock.ts';
import { createScheduler } from './clock-scheduler.ts';

export interface VirtualClock extends Clock {
  /** Epoch ms of the earliest timer; undefined when none is set. */
  nextTimerTime(): number | undefined;
  /** Runs, in order, every timer due before `time`, then stands at `time`. A time in the past leaves the clock where it is. */
  advanceTo(time: number): void;
  /** Runs every timer that is due now, those included that are set meanwhile for now. */
  runDue(): void;
}

interface Timer {
  readonly time: number;
  readonly sequence: number;
  readonly action: () => void;
  cancelled: boolean;
}

/** A virtual clock standing at `startTime` (epoch ms). */
export function createVirtualClock(startTime: number): VirtualClock {
  const heap: Timer[] = [];
  let nowMs = startTime;
  let sequence = 0;

  const at = (time: number, action: () => void): TimerHandle => {
    const timer: Timer = { time: Math.max(time, nowMs), sequence: sequence++, action, cancelled: false };
    pushTimer(heap, timer);
    return {
      cancel: () => {
        timer.cancelled = true;
      },
    };
  };

  const runWhile = (isDue: (timer: Timer) => boolean): void => {
    for (let timer = earliest(heap); timer !== undefined && isDue(timer); timer = earliest(heap)) {
      popTimer(heap);
      nowMs = Math.max(nowMs, timer.time);
      timer.action();
    }
  };

  const now = (): number => nowMs;
  return {
    now,
    at,
    scheduler: createScheduler(now, at),
    nextTimerTime: () => earliest(heap)?.time,
    advanceTo: (time) => {
      if (heap.length > 0) runWhile((timer) => timer.time < time);
      if (time > nowMs) nowMs = time;
    },
    runDue: () => {
      if (heap.length > 0) runWhile((timer) => timer.time <= nowMs);
    },
  };
}

/** The earliest timer that was not cancelled; cancelled ones on top are thrown away. */
function earliest(heap: Timer[]): Timer | undefined {
  while (heap[0]?.cancelled === true) popTimer(heap);
  return heap[0];
}

function comesBefore(a: Timer, b: Timer): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}

function pushTimer(heap: Timer[], timer: Timer): void {
  let index = heap.length;
  heap.push(timer);
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (parent === undefined || !comesBefore(timer, parent)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = timer;
}

function popTimer(heap: Timer[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const leftIndex = 2 * index + 1;
    const left = heap[leftIndex];
    if (left === undefined) break;
    const right = heap[leftIndex + 1];
    const rightIsFirst = right !== undefined && comesBefore(right, left);
    const child = rightIsFirst ? right : left;
    if (!comesBefore(child, last)) break;
    heap[index] = child;
    index = rightIsFirst ? leftIndex + 1 : leftIndex;
  }
  heap[index] = last;
}
