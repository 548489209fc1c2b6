// Every setting there is, in the order of the schema: what the reference is written from and what the tests count by.
import { isRecord } from '../setting-path.ts';
import { branchesOf, type SettingSchema } from '../setting-schema.ts';

export interface ListedSetting {
  /** Entries of named sections as `<symbol>`, of lists as `[]`: `account.symbols.<symbol>.leverage`, `strategies[].id`. */
  readonly path: string;
  readonly schema: SettingSchema;
  /** Whether it may be left out. */
  readonly required: boolean;
  readonly hasMembers: boolean;
}

/** The settings of a schema, sections before their members. */
export function listSettings(schema: SettingSchema): readonly ListedSetting[] {
  return membersOf(schema, '');
}

function membersOf(schema: SettingSchema, prefix: string): readonly ListedSetting[] {
  return branchesOf(schema).flatMap((branch) => {
    const { properties = {}, required = [], additionalProperties, items } = branch;
    const named = Object.entries(properties).flatMap(([name, member]) => {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      const members = membersOf(member, path);
      const setting = { path, schema: member, required: required.includes(name), hasMembers: members.length > 0 };
      return [setting, ...members];
    });
    const entries = isRecord(additionalProperties) ? membersOf(additionalProperties, `${prefix}.<symbol>`) : [];
    return [...named, ...entries, ...(items === undefined ? [] : membersOf(items, `${prefix}[]`))];
  });
}
