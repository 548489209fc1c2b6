// Commands under way. Each waits for its place on the walk of its symbol; those that belong to no symbol wait for the
// account's own turn.
import type { Command } from '../../engine/domain/command.ts';

/** A command as it arrives; rows of a batch arrive one by one. */
export interface Arrival {
  readonly command: Command;
  /** Epoch ms. */
  readonly time: number;
}

export interface Arrivals {
  /** Queues behind what arrives at the same time; `market` is the symbol's index, or −1 for the account. */
  add(market: number, arrival: Arrival): void;
  /** Epoch ms of the first arrival for a market, or for the account (−1); Infinity when none is under way. */
  firstTime(market: number): number;
  /** Takes the first arrival out. */
  take(market: number): Arrival | undefined;
  /** Epoch ms of the first arrival of all. */
  earliestTime(): number;
}

export function createArrivals(marketCount: number): Arrivals {
  const queues: Arrival[][] = Array.from({ length: marketCount + 1 }, () => []);
  let size = 0;

  const queueOf = (market: number): Arrival[] => {
    const queue = queues[market + 1];
    if (queue === undefined) throw new Error(`there is no market ${market}`);
    return queue;
  };

  return {
    add(market, arrival) {
      const queue = queueOf(market);
      let index = queue.length;
      while (index > 0 && (queue[index - 1]?.time ?? 0) > arrival.time) index -= 1;
      queue.splice(index, 0, arrival);
      size += 1;
    },
    firstTime: (market) => queueOf(market)[0]?.time ?? Infinity,
    take(market) {
      const arrival = queueOf(market).shift();
      if (arrival !== undefined) size -= 1;
      return arrival;
    },
    earliestTime() {
      if (size === 0) return Infinity;
      let earliest = Infinity;
      for (const queue of queues) earliest = Math.min(earliest, queue[0]?.time ?? Infinity);
      return earliest;
    },
  };
}
