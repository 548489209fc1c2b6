// Instants and lengths of time as they are read; always UTC.
import { NO_FIGURE } from './number-text.ts';

export const DAY_MS = 86_400_000;
/** On an axis longer than this, months have no room to be told from days: quarters and years are. */
export const YEARS_MS = 2 * 366 * DAY_MS;

const UNITS = [
  ['d', DAY_MS],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** `2025-05-04 15:33`, with seconds and milliseconds only where there are any. */
export function timeText(timeMs: number | null): string {
  if (timeMs === null) return NO_FIGURE;
  const iso = new Date(Math.floor(timeMs)).toISOString();
  const end = iso.endsWith(':00.000Z') ? 16 : iso.endsWith('.000Z') ? 19 : 23;
  return iso.slice(0, end).replace('T', ' ');
}

/** `2025-05-04`. */
export function dayText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** The two largest units of a length of time: `1 d 4 h`. */
export function durationText(durationMs: number | null): string {
  if (durationMs === null) return NO_FIGURE;
  const first = UNITS.findIndex(([, lengthMs]) => durationMs >= lengthMs);
  if (first === -1) return '0 s';
  let restMs = durationMs;
  const parts: string[] = [];
  for (const [unit, lengthMs] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(restMs / lengthMs);
    restMs -= count * lengthMs;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}

/** A length of klines as it is written in a config: `1m`, `4h`, `1d`. */
export function intervalText(intervalMs: number): string {
  const [unit, lengthMs] = UNITS.find(([, length]) => intervalMs % length === 0) ?? UNITS[4];
  return `${intervalMs / lengthMs}${unit === 'min' ? 'm' : unit}`;
}

/** `Q1` to `Q4` of a month counted from 0. */
export function quarterText(month: number): string {
  return `Q${Math.floor(month / 3) + 1}`;
}

/** `Jan`, `Feb`, … of a month counted from 0. */
export function monthText(month: number): string {
  return new Date(Date.UTC(2000, month)).toLocaleString('en', { month: 'short', timeZone: 'UTC' });
}
