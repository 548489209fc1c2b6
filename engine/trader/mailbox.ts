// The queue in the middle of the engine: one event at a time, to completion (DESIGN law 1). What an event causes is queued
// behind what happened before it; only when the queue is empty is the engine quiet, and only then do its commands leave.

export interface Mailbox<Event> {
  /** Queues the event; when the mailbox is at rest, everything queued is handled before this returns. */
  post(event: Event): void;
  /** Whether an event is being handled: what a strategy emits outside such a turn has no place in the order of events. */
  inTurn(): boolean;
}

/**
 * `handle` takes one event. `onQuiet` runs when none is left; events it causes are handled before the mailbox rests. An
 * error thrown by either is a bug: it leaves the mailbox stopped, and every later post throws.
 */
export function createMailbox<Event>(handle: (event: Event) => void, onQuiet: () => void): Mailbox<Event> {
  let queue: Event[] = [];
  let inTurn = false;
  let isBroken = false;

  const drain = (): void => {
    inTurn = true;
    try {
      for (;;) {
        for (let index = 0; index < queue.length; index += 1) handle(queue[index] as Event);
        if (queue.length > 0) queue = [];
        onQuiet();
        if (queue.length === 0) break;
      }
    } catch (error) {
      isBroken = true;
      throw error;
    } finally {
      inTurn = false;
    }
  };

  return {
    post(event) {
      if (isBroken) throw new Error('the mailbox stopped at an earlier error');
      queue.push(event);
      if (!inTurn) drain();
    },
    inTurn: () => inTurn,
  };
}
