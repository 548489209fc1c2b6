// Times as the result files write them: ISO 8601 in UTC with milliseconds, always 24 characters, so that they sort as text.
const DAY_MS = 86_400_000;

/** Turns epoch ms into `2025-05-04T15:33:00.000Z`. */
export type TimeText = (timeMs: number) => string;

/**
 * A formatter that keeps the last day's text: times in a file mostly follow each other, and `toISOString` is the slowest
 * part of a long equity file.
 */
export function createTimeText(): TimeText {
  let dayStartMs = NaN;
  let dayText = '';
  return (timeMs) => {
    const withinDayMs = timeMs - dayStartMs;
    if (!(withinDayMs >= 0 && withinDayMs < DAY_MS)) {
      dayStartMs = Math.floor(timeMs / DAY_MS) * DAY_MS;
      dayText = new Date(dayStartMs).toISOString().slice(0, 11);
    }
    return dayText + clockText(timeMs - dayStartMs);
  };
}

/** One time, where there is no run of them. */
export function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** `15:33` for every minute of a day: most times in a file are kline closes, which lie on one. */
const MINUTE_TEXTS = Array.from(
  { length: 24 * 60 },
  (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
);

function clockText(withinDayMs: number): string {
  const minute = Math.floor(withinDayMs / 60_000);
  const restMs = Math.floor(withinDayMs - minute * 60_000);
  const minuteText = MINUTE_TEXTS[minute] ?? '';
  if (restMs === 0) return `${minuteText}:00.000Z`;
  return `${minuteText}:${two(Math.floor(restMs / 1_000))}.${String(restMs % 1_000).padStart(3, '0')}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
