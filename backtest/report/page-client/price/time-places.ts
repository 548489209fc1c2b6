// Where an instant lies on the chart. The chart counts klines and knows no time between them, so an instant becomes a kline's
// number with a fraction: how much of that kline had passed. A gap in the data takes no room.
import { firstAtOrAfter } from './level-of-detail.ts';

export interface FedTimes {
  /** Opens of the klines that the chart was given, ascending. */
  readonly time: ArrayLike<number>;
  readonly intervalMs: number;
}

/** The place of an instant, counted from the left edge of the first fed kline: 2.5 is the middle of the third. */
export function placeOf(timeMs: number, { time, intervalMs }: FedTimes): number {
  const row = firstAtOrAfter(time, timeMs + 1) - 1;
  if (row < 0) return (timeMs - (time[0] ?? 0)) / intervalMs;
  const passed = (timeMs - (time[row] ?? 0)) / intervalMs;
  return row === time.length - 1 ? row + passed : row + Math.min(passed, 1);
}

/** The instant at a place: the other way round. */
export function timeAt(place: number, { time, intervalMs }: FedTimes): number {
  const row = Math.min(Math.max(Math.floor(place), 0), time.length - 1);
  return (time[row] ?? 0) + (place - row) * intervalMs;
}
