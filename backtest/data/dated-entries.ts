// A file of rules by symbol. An entry may carry `validFrom` (ISO time, UTC where it names no offset); several entries of
// one symbol are its history.
import type { DatedRule, DatedRules } from './dated-rules.ts';
import { DataFileError } from './data-file-error.ts';
import { topLevelObjects, type JsonFields } from './json-file.ts';

/**
 * The rules of a file's content by symbol, each symbol's oldest first: of the symbols in `wanted`, or of all. Entries
 * nobody asked for are not looked at. Throws a DataFileError where two entries of a symbol begin at the same time, or
 * where a wanted symbol has none.
 */
export function gatherRules<T>(
  content: unknown,
  path: string,
  wanted: readonly string[] | undefined,
  parseRule: (entry: JsonFields, symbol: string) => T,
): ReadonlyMap<string, DatedRules<T>> {
  const entries = topLevelObjects(content, 'symbols', path).map((entry) => ({ entry, symbol: entry.text('symbol') }));
  const present = new Set(entries.map(({ symbol }) => symbol));
  const missing = wanted?.find((symbol) => !present.has(symbol));
  if (missing !== undefined) throw new DataFileError(path, `has no ${missing}; it has ${listed([...present])}`);
  const bySymbol = new Map<string, DatedRules<T>>();
  for (const { entry, symbol } of entries) {
    if (wanted !== undefined && !wanted.includes(symbol)) continue;
    const named = entry.at(symbol);
    const dated = { fromMs: validFromMs(named), rule: parseRule(named, symbol) };
    bySymbol.set(symbol, { symbol, rules: withRule(bySymbol.get(symbol)?.rules ?? [], dated, named) });
  }
  return bySymbol;
}

function withRule<T>(rules: readonly DatedRule<T>[], added: DatedRule<T>, entry: JsonFields): DatedRules<T>['rules'] {
  if (rules.some((rule) => rule.fromMs === added.fromMs)) throw entry.complaint('two entries begin at the same time');
  const [first = added, ...rest] = [...rules, added].toSorted((a, b) => (a.fromMs < b.fromMs ? -1 : 1));
  return [first, ...rest];
}

/** When the rules of an entry came into force; -Infinity without `validFrom`. */
function validFromMs(entry: JsonFields): number {
  if (!entry.has('validFrom')) return -Infinity;
  const text = entry.text('validFrom');
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T');
  const timeMs = isDate ? Date.parse(hasOffset ? text : `${text}Z`) : NaN;
  if (Number.isNaN(timeMs)) throw entry.complaint(`"validFrom" is "${text}", an ISO date or time is needed`);
  return timeMs;
}

const LISTED_MAX = 10;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'no symbol at all';
  const more = names.length > LISTED_MAX ? ` and ${names.length - LISTED_MAX} more` : '';
  return names.slice(0, LISTED_MAX).join(', ') + more;
}
