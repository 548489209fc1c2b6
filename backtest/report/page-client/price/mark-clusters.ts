// Too many marks to be told apart are shown as counts: one for each stretch of the chart's width.

export interface Placed {
  /** Pixels from the left edge. */
  readonly x: number;
  /** Result of the trade it belongs to. */
  readonly result: number;
}

export interface Cluster {
  /** Middle of its stretch in pixels. */
  readonly x: number;
  readonly count: number;
  /** Sum of the results. */
  readonly result: number;
}

/** More marks than this in view become counts. */
export const MARKS_MAX = 140;

const STRETCH_PX = 40;

/** The counts of marks for each stretch that has any, from left to right. */
export function clustersOf(marks: readonly Placed[], widthPx: number): readonly Cluster[] {
  const stretches = Math.max(1, Math.round(widthPx / STRETCH_PX));
  const length = widthPx / stretches;
  const found = new Map<number, { count: number; result: number }>();
  for (const { x, result } of marks) {
    const stretch = Math.min(stretches - 1, Math.max(0, Math.floor(x / length)));
    const cluster = found.get(stretch) ?? { count: 0, result: 0 };
    cluster.count += 1;
    cluster.result += result;
    found.set(stretch, cluster);
  }
  return [...found]
    .toSorted(([a], [b]) => a - b)
    .map(([stretch, { count, result }]) => ({ x: (stretch + 0.5) * length, count, result }));
}
