// When orders were sent, as far back as the rate window reaches: by strategy and by all together.

export interface OrderTimes {
  /** `time` is epoch ms and never runs backwards. */
  sent(strategyId: string, time: number): void;
  /** Orders sent after `since` (epoch ms), at most as far back as the window; null counts every strategy's. */
  countSince(strategyId: string | null, since: number): number;
}

/** Forgets what lies further back than the window. */
export function createOrderTimes(windowMs: number): OrderTimes {
  const all: number[] = [];
  const byStrategy = new Map<string, number[]>();

  return {
    sent: (strategyId, time) => {
      const own = byStrategy.get(strategyId) ?? [];
      byStrategy.set(strategyId, own);
      for (const times of [all, own]) {
        times.push(time);
        forgetUntil(times, time - windowMs);
      }
    },
    countSince: (strategyId, since) => {
      const times = strategyId === null ? all : byStrategy.get(strategyId);
      return times === undefined ? 0 : times.length - firstAfter(times, since);
    },
  };
}

/** Drops the times at or before `until`, but only once they are the greater part, so that each is moved at most once. */
function forgetUntil(times: number[], until: number): void {
  const index = firstAfter(times, until);
  if (index * 2 > times.length) times.splice(0, index);
}

/** Place of the first time after `since`, by bisection. */
function firstAfter(times: readonly number[], since: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) > since) high = middle;
    else low = middle + 1;
  }
  return low;
}
