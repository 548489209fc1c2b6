// Time as an argument. The clock also hands out the RxJS scheduler that strategies give to time operators.
import type { SchedulerLike } from 'rxjs';

export interface TimerHandle {
  cancel(): void;
}

export interface Clock {
  /** Epoch ms, UTC. */
  now(): number;
  /** Runs `action` once at `time` (epoch ms), or as soon as possible when that is past. Timers of one instant run in order of setting. */
  at(time: number, action: () => void): TimerHandle;
  /** For `debounceTime(…, clock.scheduler)` and its kin. */
  readonly scheduler: SchedulerLike;
}
