// Options that several `data` commands take, from text to values.
import { UserError } from '../../app/user-error.ts';
import type { Preference } from '../../backtest/data/store/merge-series.ts';
import { ISO_TIME_ALLOWED, parseIsoTime } from '../../config/iso-time.ts';
import { INTERVALS, type Interval, isInterval } from '../../engine/domain/interval.ts';

/** Epoch ms; throws a UserError where the text is no time. */
export function timeOption(option: string, text: string): number {
  const time = parseIsoTime(text);
  if (time !== undefined) return time;
  throw new UserError(`${option} ${text}: allowed is ${ISO_TIME_ALLOWED}`, 2);
}

/** Throws a UserError where the text names no interval. */
export function intervalOption(option: string, text: string): Interval {
  if (isInterval(text)) return text;
  throw new UserError(`${option} ${text}: allowed are ${INTERVALS.join(', ')}`, 2);
}

/** What `--prefer` said; null for nothing. */
export function preferenceOption(text: Preference | undefined): Preference | null {
  return text ?? null;
}
