// docs/configuration.md: every setting with its meaning, what is allowed and the default, from the schema.
import { describeAllowed } from '../describe-allowed.ts';
import { configSchema } from '../schema.ts';
import { settingSchemaOf } from '../setting-schema.ts';
import { type ListedSetting, listSettings } from './list-settings.ts';

const INTRODUCTION = `# Configuration

_This page is written by \`node scripts/write-reference.mjs\` from the schema; change the texts there._

A run is described by one YAML file. \`config/examples/reference.yaml\` holds every setting with its default.

- Paths are relative to the config file. Where files are asked for, patterns with \`*\`, \`?\`, \`**\` and \`[..]\` will do.
- Times are ISO 8601, in UTC unless an offset is written: \`2025-01-31\`, \`2025-01-31T12:30:00Z\`.
- Ratios are ratios, never per cent: \`0.01\` is one per cent. Units stand last in a name: \`latencyMs\`, \`feeRatio\`.
- \`\${NAME}\` in a value stands for a variable of the environment; unquoted, it is read as YAML reads its text. \`$\${\` is
  a dollar and a brace. Secrets never stand in a config.
- \`--set path=value\` of the command line lays a value over the file's: \`--set account.leverage=5\`,
  \`--set strategies[0].params.fast=10\`, or by the strategy's id \`--set strategies.ma1.params.fast=10\`. The value is read as
  YAML. \`--from\`, \`--to\`, \`--seed\` and \`--no-band\` stand for \`data.from\`, \`data.to\`, \`seed\` and \`results.band=false\`.
- A wrong config is refused with every complaint at once, each with file, line and column, the setting, what was found and
  what is allowed. The exit code is 2.
- The summary's \`configHash\` is the SHA-256 of all settings that can decide a result, defaults included: what
  the files hold is hashed apart, as \`dataHash\` and \`strategyHash\`.
`;

/** The page, in the layout that the project's formatter leaves as it is. */
export function referencePage(): string {
  const settings = listSettings(settingSchemaOf(configSchema));
  const sections = new Map<string, ListedSetting[]>();
  for (const setting of settings) {
    const members = sections.get(parentOf(setting.path)) ?? [];
    sections.set(parentOf(setting.path), [...members, setting]);
  }
  const blocks = [...sections].flatMap(([path, members]) => [heading(path), purpose(path, settings), list(members)]);
  return `${[INTRODUCTION.trimEnd(), ...blocks.filter((block) => block !== '')].join('\n\n')}\n`;
}

/** The section a setting stands in; the empty path is the config itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function heading(path: string): string {
  return path === '' ? '## The sections' : `## \`${path}\``;
}

function purpose(path: string, settings: readonly ListedSetting[]): string {
  const whole = path.replace(/\.<symbol>$|\[\]$/, '');
  return settings.find((setting) => setting.path === whole)?.schema.description ?? '';
}

function list(members: readonly ListedSetting[]): string {
  return members.map(item).join('\n');
}

function item(setting: ListedSetting): string {
  const { path, schema, hasMembers } = setting;
  const name = path.slice(parentOf(path).length).replace(/^\./, '');
  const allowed = hasMembers ? 'a section, see below' : describeAllowed(schema);
  return `- \`${name}\` (${allowed}; ${standing(setting)}): ${schema.description ?? ''}`;
}

/** What holds where the setting is left out. */
function standing({ path, schema, required, hasMembers }: ListedSetting): string {
  if (required) return '**required**';
  if (!('default' in schema)) return `default as in \`${path.replace(/^strategies\[\]\./, '')}\``;
  const isSection = hasMembers && schema.default !== null && schema.entry === undefined;
  if (isSection) return 'its members have defaults';
  return `default \`${typeof schema.default === 'string' ? schema.default : JSON.stringify(schema.default)}\``;
}
