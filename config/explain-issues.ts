// Turns what a schema found wrong into complaints: the place, the field, what was found, what is allowed, and for an
// unknown key the nearest known one. Used for the config and, later, for the parameters of a strategy by the strategy's own
// schema.
import type { z } from 'zod';
import type { Complaint, Place } from './complaint.ts';
import { describeAllowed } from './describe-allowed.ts';
import { describeFound } from './describe-found.ts';
import { nearestName } from '../engine/domain/nearest-name.ts';
import { pathText, type SettingPath, valueAt } from './setting-path.ts';
import { knownNames, schemaAt, type SettingSchema } from './setting-schema.ts';

type Issue = z.core.$ZodIssue;

/** Where the checked values were written. Paths are those of the whole config. */
export interface ValueSource {
  readonly values: unknown;
  /** Place of the value at a path, or of its key; where there is none, that of what surrounds it. */
  placeOf(path: SettingPath, part?: 'value' | 'key'): Place;
}

export interface ExplainParts {
  readonly source: ValueSource;
  /** Schema that found the issues. */
  readonly schema: SettingSchema;
  /** Path of what the schema was applied to. */
  readonly under: SettingPath;
}

/**
 * One complaint an issue, or several where it names several keys; in the order of the issues. A rule over several keys says
 * nothing of a key that was left out while another key is wrong by itself: that one is the cause.
 */
export function explainIssues(issues: readonly Issue[], parts: ExplainParts): Complaint[] {
  const isOneWrong = issues.some((issue) => !isOfRule(issue));
  const causes = isOneWrong ? issues.filter((issue) => !isOfRule(issue) || isWritten(issue, parts)) : issues;
  return causes.flatMap((issue) => explainIssue(issue, [], parts));
}

function isOfRule({ code }: Issue): boolean {
  return code === 'custom';
}

function isWritten({ path }: Issue, { source, under }: ExplainParts): boolean {
  return valueAt(source.values, [...under, ...path.map(toKey)]) !== undefined;
}

function explainIssue(issue: Issue, above: SettingPath, parts: ExplainParts): Complaint[] {
  const inner = [...above, ...issue.path.map(toKey)];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => explainUnknownKey([...inner, key], parts));
  if (issue.code === 'invalid_union') {
    // The alternative that has the right form says what is wrong inside it; the others would only say that it is not they.
    const meant = issue.errors.find((errors) => errors.length > 0 && errors.every(({ path }) => path.length > 0));
    if (meant !== undefined) return meant.flatMap((deeper) => explainIssue(deeper, inner, parts));
  }
  if (issue.code === 'invalid_key') return [wrongName(issue, inner, parts)];
  return [wrongValue(issue, inner, parts)];
}

function wrongName(issue: z.core.$ZodIssueInvalidKey, inner: SettingPath, { source, under }: ExplainParts): Complaint {
  const path = [...under, ...inner];
  const allowed = issue.issues.map(({ message }) => message).join(', ');
  const found = describeFound(String(inner.at(-1)));
  return {
    place: source.placeOf(path, 'key'),
    sentence: `${pathText(path)}: found the name ${found}, allowed: ${allowed}`,
  };
}

function wrongValue(issue: Issue, inner: SettingPath, { source, schema, under }: ExplainParts): Complaint {
  const path = [...under, ...inner];
  const found = valueAt(source.values, path);
  const known = schemaAt(schema, inner) ?? {};
  const allowed = ownWords(issue) ?? describeAllowed(known);
  return { place: source.placeOf(path), sentence: `${pathText(path)}: ${whatIsWrong(issue, found, known, allowed)}` };
}

/** What was left out stands for its default, which only a rule over several keys can find wrong. */
function whatIsWrong(issue: Issue, found: unknown, known: SettingSchema, allowed: string): string {
  if (found !== undefined) return `found ${describeFound(found)}, allowed: ${allowed}`;
  if (!isOfRule(issue)) return `missing, needed: ${allowed}`;
  if (known.default !== undefined) return `found ${describeFound(known.default)} by default, allowed: ${allowed}`;
  return issue.path.length === 0 ? `found nothing but defaults, allowed: ${allowed}` : `missing, needed: ${allowed}`;
}

/** A complaint about the key at `inner`, a path within what the schema was applied to. */
export function explainUnknownKey(inner: SettingPath, { source, schema, under }: ExplainParts): Complaint {
  const path = [...under, ...inner];
  const place = source.placeOf(path, 'key');
  const name = String(inner.at(-1));
  if (/secret|password|passphrase|api_?key|private_?key/i.test(name)) {
    const advice = 'secrets never stand in a config; they come from the environment or a file named there';
    return { place, sentence: `${pathText(path)}: unknown key, and ${advice}` };
  }
  const names = knownNames(schemaAt(schema, inner.slice(0, -1)) ?? {});
  const near = nearestName(name, names);
  const hint = near === undefined ? '' : `, did you mean ${near}?`;
  return { place, sentence: `${pathText(path)}: unknown key${hint || ','} allowed: ${names.join(', ')}` };
}

/** What a schema says in its own words: the messages of refinements and patterns, not those the library makes up. */
function ownWords(issue: Issue): string | undefined {
  const isMadeUp = issue.code !== 'custom' && issue.code !== 'invalid_format';
  return isMadeUp || issue.message.startsWith('Invalid') ? undefined : issue.message;
}

function toKey(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key;
}
