// Intents as texts: one that two runs can be compared by to the last digit, and one that people read.
import { Decimal } from '../../engine/domain/decimal.ts';

/** An intent as plain data: Decimals are texts, members stand in the order of their names. */
export type PlainIntent = { readonly [name: string]: Plain };
export type Plain = string | number | boolean | null | PlainIntent | readonly Plain[];

/** The exact text of an intent, taken when it was emitted: a strategy may go on changing the object. */
export function exactText(intent: object): string {
  return JSON.stringify(plain(intent));
}

/** What an exact text says. */
export function readIntent(text: string): PlainIntent {
  return JSON.parse(text) as PlainIntent;
}

/** `open long, riskRatio 0.01, stop (ratio 0.02), targets (ratio 0.05)`. */
export function intentWords(intent: PlainIntent): string {
  const { kind, market, side, ...rest } = intent;
  const head = [kind, side, market === undefined ? undefined : `in ${shown(market)}`].filter(
    (word) => word !== undefined,
  );
  return [head.map(shown).join(' '), ...members(rest)].join(', ');
}

function members(value: PlainIntent): readonly string[] {
  return Object.entries(value).map(([name, member]) => `${name} ${shown(member)}`);
}

function shown(value: Plain): string {
  if (isList(value)) return value.map(shown).join(' and ');
  if (!isRecord(value)) return String(value);
  return 'kind' in value ? `(${intentWords(value)})` : `(${members(value).join(', ')})`;
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

export function isRecord(value: Plain | undefined): value is PlainIntent {
  return typeof value === 'object' && value !== null && !isList(value);
}

function plain(value: unknown): Plain {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON knows no NaN and no infinity, and both are differences worth seeing.
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Decimal) return value.toFixed();
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined && typeof member !== 'function');
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, plain(member)]),
  );
}
