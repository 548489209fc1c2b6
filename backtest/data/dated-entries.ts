// Entries of a rules file gathered by symbol. An entry may carry `validFrom` (ISO time, UTC where it names no offset);
// several entries of one symbol are its history.
import type { DatedRule, DatedRules } from './dated-rules.ts';
import { DataFileError } from './data-file-error.ts';
import type { JsonFields } from './json-file.ts';

export interface DatedEntry<T> {
  readonly symbol: string;
  readonly dated: DatedRule<T>;
}

/** When the rules of an entry came into force; -Infinity without `validFrom`. */
export function validFromMs(entry: JsonFields): number {
  if (!entry.has('validFrom')) return -Infinity;
  const text = entry.text('validFrom');
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T');
  const timeMs = isDate ? Date.parse(hasOffset ? text : `${text}Z`) : NaN;
  if (Number.isNaN(timeMs)) throw entry.complaint(`"validFrom" is "${text}", an ISO date or time is needed`);
  return timeMs;
}

/**
 * The entries by symbol, each symbol's oldest first. Throws a DataFileError where two entries of a symbol begin at the
 * same time, or where a wanted symbol has none.
 */
export function gatherBySymbol<T>(
  entries: readonly DatedEntry<T>[],
  wanted: readonly string[] | undefined,
  path: string,
): ReadonlyMap<string, DatedRules<T>> {
  const bySymbol = new Map<string, DatedRules<T>>();
  for (const { symbol, dated } of entries) {
    const [first, ...rest] = bySymbol.get(symbol)?.rules ?? [];
    const rules: [DatedRule<T>, ...DatedRule<T>[]] = first === undefined ? [dated] : [first, ...rest, dated];
    rules.sort((a, b) => (a.fromMs < b.fromMs ? -1 : 1));
    if (rules.some((rule, index) => rule.fromMs === rules[index - 1]?.fromMs)) {
      throw new DataFileError(path, `${symbol} has two entries for the same time`);
    }
    bySymbol.set(symbol, { symbol, rules });
  }
  const missing = wanted?.find((symbol) => !bySymbol.has(symbol));
  if (missing !== undefined) {
    throw new DataFileError(path, `has no ${missing}; it has ${listed([...bySymbol.keys()])}`);
  }
  return bySymbol;
}

const LISTED_MAX = 10;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'no symbol at all';
  const more = names.length > LISTED_MAX ? ` and ${names.length - LISTED_MAX} more` : '';
  return names.slice(0, LISTED_MAX).join(', ') + more;
}
