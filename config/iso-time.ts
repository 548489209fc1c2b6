// Times in a config and on the command line: ISO 8601, UTC where no offset is written (SEMANTICS 2).

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export const ISO_TIME_ALLOWED =
  'an ISO time such as 2025-01-31 or 2025-01-31T12:30:00Z (UTC unless an offset is written)';

/** Epoch ms of an ISO time; undefined when the text is none, or names a day or an hour that does not exist. */
export function parseIsoTime(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset = 'Z'] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}Z`;
  const timeMs = Date.parse(written);
  // Date.parse takes the 30th of February for the 2nd of March.
  if (Number.isNaN(timeMs) || new Date(timeMs).toISOString() !== written) return undefined;
  const offsetMs = parseOffset(offset);
  return offsetMs === undefined ? undefined : timeMs - offsetMs;
}

function parseOffset(offset: string): number | undefined {
  if (offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
