// Rows in the order of their times, for recordings that are not.

/** Whether every time is later than the one before it. */
export function isAscending(times: Float64Array): boolean {
  for (let row = 1; row < times.length; row++) {
    if (!((times[row] ?? NaN) > (times[row - 1] ?? NaN))) return false;
  }
  return true;
}

/** Row indices by time, rows of one time in the order they were recorded; undefined where the rows ascend as they are. */
export function orderByTime(times: Float64Array): Uint32Array | undefined {
  if (isAscending(times)) return undefined;
  const order = Uint32Array.from(times, (_, row) => row);
  return order.toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}
