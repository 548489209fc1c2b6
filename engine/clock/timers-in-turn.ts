// A clock whose timers do not act by themselves but are handed to whoever orders events.
import type { Clock } from '../ports/clock.ts';

/** The same clock; what a timer does is run by `inTurn`, as an event in its place among all others. */
export function timersInTurn(clock: Clock, inTurn: (run: () => void) => void): Clock {
  return {
    now: () => clock.now(),
    scheduler: clock.scheduler,
    at: (time, action) =>
      clock.at(time, () => {
        inTurn(action);
      }),
  };
}
