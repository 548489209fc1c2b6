// Keys that a schema does not know. A strategy's parameters are mostly a plain `z.object`, which drops what it does not
// know without a word; a misspelt parameter would then run with its default.
import { isRecord, type SettingPath } from './setting-path.ts';
import { branchesOf, type SettingSchema } from './setting-schema.ts';

/** Paths of the keys in `value` that no section of the schema knows; sections that take any name know every key. */
export function unknownKeys(value: unknown, schema: SettingSchema): readonly SettingPath[] {
  return findUnknown(value, branchesOf(schema), []);
}

function findUnknown(value: unknown, branches: readonly SettingSchema[], path: SettingPath): readonly SettingPath[] {
  if (Array.isArray(value)) {
    const entries = branches.flatMap(({ items }) => (items === undefined ? [] : branchesOf(items)));
    return value.flatMap((entry, index) => findUnknown(entry, entries, [...path, index]));
  }
  const sections = branches.filter(({ properties }) => properties !== undefined);
  const takesAnyName = branches.some(({ additionalProperties = false }) => additionalProperties !== false);
  if (!isRecord(value) || sections.length === 0 || takesAnyName) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const known = sections.flatMap(({ properties = {} }) => {
      const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return schema === undefined ? [] : [schema];
    });
    const inner = [...path, key];
    return known.length === 0 ? [inner] : findUnknown(member, known.flatMap(branchesOf), inner);
  });
}
