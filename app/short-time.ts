// A time in the texts of a result, as short as the minute allows.

/** `2025-01-31T12:30Z`, with seconds only where there are any. */
export function shortTime(timeMs: number): string {
  const text = new Date(timeMs).toISOString();
  return timeMs % 60_000 === 0 ? `${text.slice(0, 16)}Z` : text;
}
