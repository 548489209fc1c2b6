// A JSON file of rules, read field by field: tolerant in what a number may look like, strict in saying what is wrong where.
import { readFile } from 'node:fs/promises';
import { parseDecimal, type Decimal } from '../../engine/domain/decimal.ts';
import { DataFileError, quoteText } from './data-file-error.ts';
import { findJsonMistake } from './json-error-line.ts';

/** An object of a JSON file together with its place, so that each complaint can name both. */
export interface JsonFields {
  text(field: string): string;
  decimal(field: string, allowed?: DecimalRange): Decimal;
  wholeNumber(field: string, allowed?: DecimalRange): number;
  /** The objects of an array field; complaints call each `itemName` and its number. */
  objects(field: string, itemName: string): readonly JsonFields[];
  has(field: string): boolean;
  /** The same object under a better name for its place. */
  at(place: string): JsonFields;
  /** An error about this object. */
  complaint(sentence: string): DataFileError;
}

export interface DecimalRange {
  readonly above?: number;
  readonly below?: number;
  readonly min?: number;
}

/** The parsed content of a file; throws a DataFileError where it is absent or not JSON. */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new DataFileError(path, isAbsent ? 'no such file' : `cannot be read (${String(error)})`);
  });
  return parseJson(text, path);
}

/** Like JSON.parse, with a DataFileError that names the line. */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const mistake = findJsonMistake(text);
    if (mistake === undefined) throw error;
    const { line, column, found } = mistake;
    const what = found === '' ? 'it ends too early' : `${quoteText(found)} at column ${column} is unexpected`;
    throw new DataFileError(path, `is not JSON: ${what}`, line);
  }
}

/** The objects of a top-level value that is an array, one object, or an object with the array under `key`. */
export function topLevelObjects(content: unknown, key: string, path: string): readonly JsonFields[] {
  const list = isRecord(content) && Array.isArray(content[key]) ? content[key] : content;
  const items: readonly unknown[] = Array.isArray(list) ? list : [list];
  return items.map((item, index) => jsonFields(item, path, `entry ${index + 1}`));
}

/** `value` as an object whose complaints begin with `place`. */
export function jsonFields(value: unknown, path: string, place: string): JsonFields {
  const complaint = (sentence: string): DataFileError => new DataFileError(path, `${place}: ${sentence}`);
  if (!isRecord(value)) throw complaint(`${shown(value)} is not an object`);
  const wrong = (field: string, needed: string): DataFileError =>
    complaint(
      value[field] === undefined
        ? `"${field}" is missing`
        : `"${field}" is ${shown(value[field])}, ${needed} is needed`,
    );

  const decimal = (field: string, allowed: DecimalRange = {}, kind = 'a number'): Decimal => {
    const found = value[field];
    const parsed = typeof found === 'number' || typeof found === 'string' ? parseDecimal(found) : undefined;
    if (parsed === undefined || !isWithin(parsed, allowed)) throw wrong(field, kind + describeRange(allowed));
    return parsed;
  };

  return {
    text(field) {
      const found = value[field];
      if (typeof found !== 'string' || found === '') throw wrong(field, 'a text');
      return found;
    },
    decimal: (field, allowed) => decimal(field, allowed),
    wholeNumber(field, allowed) {
      const number = decimal(field, allowed, 'a whole number');
      if (!number.isInteger()) throw wrong(field, `a whole number${describeRange(allowed)}`);
      return number.toNumber();
    },
    objects(field, itemName) {
      const found = value[field];
      if (!Array.isArray(found)) throw wrong(field, 'an array');
      return found.map((item: unknown, index) => jsonFields(item, path, `${place}: ${itemName} ${index + 1}`));
    },
    has: (field) => value[field] !== undefined,
    at: (betterPlace) => jsonFields(value, path, betterPlace),
    complaint,
  };
}

function isWithin(value: Decimal, { above, below, min }: DecimalRange): boolean {
  if (above !== undefined && !value.gt(above)) return false;
  return (below === undefined || value.lt(below)) && (min === undefined || value.gte(min));
}

function describeRange({ above, below, min }: DecimalRange = {}): string {
  const parts: string[] = [];
  if (above !== undefined) parts.push(`above ${above}`);
  if (min !== undefined) parts.push(`of at least ${min}`);
  if (below !== undefined) parts.push(`below ${below}`);
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`;
}

function shown(value: unknown): string {
  return quoteText(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
