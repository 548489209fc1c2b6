// Times as exchanges record them: milliseconds, since 2025 also microseconds. Which of the two, the size of each number
// says: 1e14 ms is the year 5138, 1e14 µs is March 1973.

const MICROSECONDS_MIN = 1e14;
const NANOSECONDS_MIN = 1e17;

/** Epoch ms of a recorded time, microseconds rounded down; NaN for what is neither, nor a whole number. */
export function recordedTimeMs(recorded: number): number {
  if (!(recorded >= 0 && recorded < NANOSECONDS_MIN && Math.floor(recorded) === recorded)) return NaN;
  return recorded < MICROSECONDS_MIN ? recorded : Math.floor(recorded / 1000);
}

/** A time for people: ISO without milliseconds where they are zero, or the bare number where no date has it. */
export function isoTime(timeMs: number): string {
  if (!(Math.abs(timeMs) <= 8.64e15)) return String(timeMs);
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
