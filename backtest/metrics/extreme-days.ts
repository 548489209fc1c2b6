// The best day and the worst.
import { DAY_MS } from './period.ts';

export interface DayReturn {
  /** `2025-01-31`, UTC. */
  readonly date: string;
  readonly returnRatio: number;
}

/** The day of the greatest of the daily returns, the first of several; null without days. */
export function bestDay(returns: readonly number[], firstDay: number): DayReturn | null {
  return dayOf(returns, firstDay, (value, best) => value > best);
}

/** The day of the least of the daily returns, the first of several; null without days. */
export function worstDay(returns: readonly number[], firstDay: number): DayReturn | null {
  return dayOf(returns, firstDay, (value, worst) => value < worst);
}

function dayOf(
  returns: readonly number[],
  firstDay: number,
  beats: (value: number, held: number) => boolean,
): DayReturn | null {
  const [first] = returns;
  if (first === undefined) return null;
  let [day, returnRatio] = [0, first];
  for (const [index, value] of returns.entries()) if (beats(value, returnRatio)) [day, returnRatio] = [index, value];
  return { date: new Date((firstDay + day) * DAY_MS).toISOString().slice(0, '0000-00-00'.length), returnRatio };
}
