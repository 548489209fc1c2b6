// Says in words what a setting may be: the second half of every complaint, and the reference's "allowed".
import { isRecord } from './setting-path.ts';
import type { SettingSchema } from './setting-schema.ts';

/** Whole numbers are checked against this by the schema library itself; it is no limit anybody set. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** A phrase such as `a whole number from 1 to 125`, `last or mark`, `a text, or null`. */
export function describeAllowed(schema: SettingSchema): string {
  const alternatives = new Set(alternativesOf(schema));
  const isNullable = alternatives.size > 1 && alternatives.delete('null');
  return `${joinByOr([...alternatives])}${isNullable ? ', or null' : ''}`;
}

function alternativesOf(schema: SettingSchema): readonly string[] {
  if (schema.allowed !== undefined) return [schema.allowed];
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(alternativesOf);
  if (schema.enum !== undefined) return schema.enum.map(plain);
  if (schema.const !== undefined) return [plain(schema.const)];
  if (typeof schema.type === 'object') return schema.type.map((type) => describeType(schema, type));
  return [describeType(schema, schema.type)];
}

function describeType(schema: SettingSchema, type: string | undefined): string {
  switch (type) {
    case 'integer':
      return `a whole number${describeRange(schema)}`;
    case 'number':
      return `a number${describeRange(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      if (schema.pattern !== undefined) return `a text of the form ${schema.pattern}`;
      return (schema.minLength ?? 0) > 0 ? 'a text that is not empty' : 'a text';
    case 'null':
      return 'null';
    case 'array':
      return `a list${(schema.minItems ?? 0) > 0 ? ' that is not empty' : ''}, each entry ${describeAllowed(schema.items ?? {})}`;
    case 'object':
      return describeObject(schema);
    default:
      return 'anything';
  }
}

function describeRange({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SettingSchema): string {
  const least = minimum === undefined || minimum <= -UNLIMITED ? undefined : minimum;
  const most = maximum === undefined || maximum >= UNLIMITED ? undefined : maximum;
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  const ends = [
    least === undefined ? '' : `from ${least}`,
    exclusiveMinimum === undefined ? '' : `above ${exclusiveMinimum}`,
    most === undefined ? '' : `up to ${most}`,
    exclusiveMaximum === undefined ? '' : `below ${exclusiveMaximum}`,
  ].filter((end) => end !== '');
  return ends.length === 0 ? '' : ` ${ends.join(' and ')}`;
}

function describeObject({ properties, additionalProperties }: SettingSchema): string {
  const names = Object.keys(properties ?? {});
  if (names.length > 0) return `a section with ${names.join(', ')}`;
  const member = isRecord(additionalProperties) ? additionalProperties : {};
  const what = describeAllowed(member);
  return what === 'anything' ? 'a section' : `a section of named entries, each ${what}`;
}

function joinByOr(phrases: readonly string[]): string {
  const last = phrases.at(-1) ?? '';
  return phrases.length < 2 ? last : `${phrases.slice(0, -1).join(', ')} or ${last}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
