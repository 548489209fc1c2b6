// Says in words what stood where something else is allowed: the first half of every complaint.
import { isRecord } from './setting-path.ts';

const SHOWN_LENGTH_MAX = 60;

/** A phrase such as `"many"`, `5`, `nothing`, `a list`, `a section with a, b`. */
export function describeFound(value: unknown): string {
  if (value === undefined || value === null) return 'nothing (null)';
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isRecord(value)) {
    const names = Object.keys(value);
    return names.length === 0 ? 'an empty section' : `a section with ${shortened(names.join(', '))}`;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
}

function shortened(text: string): string {
  return text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX)}…` : text;
}
