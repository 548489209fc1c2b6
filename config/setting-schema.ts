// The schema of the settings as plain data (JSON Schema), the form in which it can be walked: errors say from it what is
// allowed, the reference is written from it.
import { z } from 'zod';
import { isRecord, type SettingPath } from './setting-path.ts';

/** The part of JSON Schema that settings use. `allowed` says in words what the other members cannot. */
export interface SettingSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly allowed?: string;
  /** What the reference shows where there is no default. */
  readonly example?: string;
  /** Name under which the reference shows an entry of a section of named entries. */
  readonly entry?: string;
  /** True where the reference shows a section that is null by default. */
  readonly shown?: boolean;
  /** Present where the setting may be left out. */
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly SettingSchema[];
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SettingSchema;
  readonly items?: SettingSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minItems?: number;
}

/** What may be written for a zod schema, as plain data. */
export function settingSchemaOf(schema: z.ZodType): SettingSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SettingSchema;
}

/** The schema of the setting at `path`; undefined where there is no such setting. */
export function schemaAt(schema: SettingSchema, path: SettingPath): SettingSchema | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  for (const branch of branchesOf(schema)) {
    const member = typeof key === 'number' ? branch.items : memberSchema(branch, key);
    const found = member && schemaAt(member, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The alternatives of a setting: itself where it has none. */
export function branchesOf(schema: SettingSchema): readonly SettingSchema[] {
  return schema.anyOf?.flatMap(branchesOf) ?? [schema];
}

/** Names a section knows; none where any name will do. */
export function knownNames(schema: SettingSchema): readonly string[] {
  return branchesOf(schema).flatMap((branch) => Object.keys(branch.properties ?? {}));
}

function memberSchema(schema: SettingSchema, key: string): SettingSchema | undefined {
  const known = schema.properties;
  if (known !== undefined && Object.hasOwn(known, key)) return known[key];
  return isRecord(schema.additionalProperties) ? schema.additionalProperties : undefined;
}
