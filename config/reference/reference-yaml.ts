// config/examples/reference.yaml: every setting with its default, what it means above it, from the schema.
import { stringify } from 'yaml';
import { describeAllowed } from '../describe-allowed.ts';
import { configSchema } from '../schema.ts';
import { isRecord } from '../setting-path.ts';
import { branchesOf, type SettingSchema, settingSchemaOf } from '../setting-schema.ts';
import { wrapText } from './wrap-text.ts';

const LINE_WIDTH = 118;

const INTRODUCTION = `# Every setting of a config with its default. What is commented out is left out by default; a value below
# \`data.synthetic\`, \`data.instruments\`, \`data.brackets\` and \`strategies\` that has no default is an example.
#
# This file is written by \`node scripts/write-reference.mjs\` from the schema; change the texts there.
`;

/** The file, in the layout that the project's formatter leaves as it is. */
export function referenceYaml(): string {
  const root = settingSchemaOf(configSchema);
  return `${INTRODUCTION}\n${sectionLines(root, '', root).join('\n')}\n`;
}

function sectionLines(section: SettingSchema, indent: string, root: SettingSchema): string[] {
  return Object.entries(propertiesOf(section)).flatMap(([name, member], index) => [
    ...(indent === '' && index > 0 ? [''] : []),
    ...settingLines(name, member, indent, root),
  ]);
}

function settingLines(name: string, schema: SettingSchema, indent: string, root: SettingSchema): string[] {
  const members = memberLines(schema, `${indent}  `, root);
  if (members === undefined) return [...commentLines(schema, indent, true), valueLine(name, schema, indent)];
  const comment = commentLines(schema, indent, false);
  // What is empty, or nothing, by default is shown so; what could stand in it follows, commented out.
  const overridden = isOverriding(schema) ? propertiesOf(root)[name] : undefined;
  if (overridden !== undefined) {
    const lines = Object.keys(propertiesOf(schema)).map((member) =>
      valueLine(member, propertiesOf(overridden)[member] ?? {}, `${indent}  `),
    );
    return [...comment, `${indent}${name}: {}`, ...lines.map((line) => commentedOut(line, indent))];
  }
  const isEmpty = 'default' in schema && schema.shown !== true && (schema.default === null || hasNamedEntries(schema));
  if (!isEmpty) return [...comment, `${indent}${name}:`, ...members];
  const value = schema.default === null ? 'null' : '{}';
  return [...comment, `${indent}${name}: ${value}`, ...members.map((line) => commentedOut(line, indent))];
}

/** The lines within a section, a section of named entries, or a list; undefined for what is none. */
function memberLines(schema: SettingSchema, indent: string, root: SettingSchema): string[] | undefined {
  for (const branch of branchesOf(schema)) {
    if (branch.properties !== undefined) return sectionLines(branch, indent, root);
    const entry = isRecord(branch.additionalProperties) ? branch.additionalProperties : undefined;
    if (entry?.properties !== undefined) {
      return [`${indent}${schema.entry ?? 'name'}:`, ...sectionLines(entry, `${indent}  `, root)];
    }
    if (branch.items?.properties !== undefined) return listEntryLines(branch.items, indent, root);
  }
  return undefined;
}

/** The first member of an entry stands behind the dash, comments stand above. */
function listEntryLines(entry: SettingSchema, indent: string, root: SettingSchema): string[] {
  const lines = sectionLines(entry, `${indent}  `, root);
  const first = lines.findIndex((line) => !line.trimStart().startsWith('#'));
  return lines.map((line, index) => {
    if (index < first) return line.slice(2);
    return index === first ? `${indent}- ${line.trimStart()}` : line;
  });
}

function valueLine(name: string, schema: SettingSchema, indent: string): string {
  return `${indent}${name}: ${scalar('default' in schema ? schema.default : schema.example)}`;
}

function commentLines(schema: SettingSchema, indent: string, saysAllowed: boolean): readonly string[] {
  const text = `${schema.description ?? ''}${saysAllowed ? ` Allowed: ${describeAllowed(schema)}.` : ''}`;
  return wrapText(text, LINE_WIDTH - indent.length - 2).map((line) => `${indent}# ${line}`);
}

/** Whether a section's members all fall back to those of the section of the same name that stands by itself. */
function isOverriding(schema: SettingSchema): boolean {
  const members = Object.values(propertiesOf(schema));
  const { required = [] } = schema;
  return members.length > 0 && required.length === 0 && members.every((member) => !('default' in member));
}

function hasNamedEntries(schema: SettingSchema): boolean {
  return Object.keys(propertiesOf(schema)).length === 0;
}

function propertiesOf(schema: SettingSchema): Readonly<Record<string, SettingSchema>> {
  return branchesOf(schema).find((branch) => branch.properties !== undefined)?.properties ?? {};
}

function commentedOut(line: string, indent: string): string {
  return `${indent}# ${line.slice(indent.length)}`;
}

function scalar(value: unknown): string {
  return stringify(value ?? null, { singleQuote: true }).trimEnd();
}
