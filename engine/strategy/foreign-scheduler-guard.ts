// On virtual time the machine's own timers mean nothing: a `delay(1000)` without a scheduler would wait a real second while
// months of klines pass. While the guard stands, RxJS's own schedulers throw and say what to write instead.
import { animationFrameScheduler, asapScheduler, asyncScheduler, type SchedulerLike } from 'rxjs';

const GUARDED: readonly (readonly [name: string, scheduler: SchedulerLike])[] = [
  ['asyncScheduler', asyncScheduler],
  ['asapScheduler', asapScheduler],
  ['animationFrameScheduler', animationFrameScheduler],
];

/** Makes RxJS's own schedulers throw until the returned function is called. */
export function guardForeignSchedulers(): () => void {
  const releases = GUARDED.map(([name, scheduler]) => guard(name, scheduler));
  return () => {
    for (const release of releases) release();
  };
}

function guard(name: string, scheduler: SchedulerLike): () => void {
  const before = scheduler.schedule;
  scheduler.schedule = () => {
    throw new Error(
      `a time operator ran on RxJS's ${name}, the machine's time; give it context.clock.scheduler, as in timer(1000, context.clock.scheduler)`,
    );
  };
  return () => {
    scheduler.schedule = before;
  };
}
