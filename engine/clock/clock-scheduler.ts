// RxJS's scheduler face over any clock, so that `debounceTime`, `timer` and `bufferTime` run on the clock they are given.
import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import type { Clock, TimerHandle } from '../ports/clock.ts';

/** RxJS's scheduler face over "now" and "run this at": the same for every clock. */
export function createScheduler(now: () => number, at: Clock['at']): SchedulerLike {
  return {
    now,
    schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delayMs = 0, state?: T): Subscription {
      const action = new ClockAction<T>(now, at, work);
      return action.schedule(state, delayMs);
    },
  };
}

/** One scheduled piece of work; RxJS operators reschedule it from within itself. */
class ClockAction<T> extends Subscription implements SchedulerAction<T> {
  private timer: TimerHandle | undefined;
  private readonly now: () => number;
  private readonly at: Clock['at'];
  private readonly work: (this: SchedulerAction<T>, state?: T) => void;

  constructor(now: () => number, at: Clock['at'], work: (this: SchedulerAction<T>, state?: T) => void) {
    super();
    this.now = now;
    this.at = at;
    this.work = work;
  }

  schedule(state?: T, delayMs = 0): Subscription {
    if (this.closed) return this;
    this.timer?.cancel();
    this.timer = this.at(this.now() + Math.max(0, delayMs), () => {
      this.timer = undefined;
      this.work.call(this, state);
      // Work that did not ask to run again is over, as in RxJS's own actions.
      if (this.timer === undefined) this.unsubscribe();
    });
    return this;
  }

  override unsubscribe(): void {
    this.timer?.cancel();
    this.timer = undefined;
    super.unsubscribe();
  }
}
