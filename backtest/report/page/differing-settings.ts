// Which settings are not the same in all of several runs.
import type { SettingDifference } from './report-model.ts';

/**
 * `settings` as config.json has them, one a run. Where a run has nothing of a section, a market or a strategy that another
 * has, that is one difference, not one a member.
 */
export function differingSettings(settings: readonly unknown[]): readonly SettingDifference[] {
  return differencesOf('', settings);
}

function differencesOf(setting: string, values: readonly unknown[]): readonly SettingDifference[] {
  if (values.every(isBranch)) {
    const names = [...new Set(values.flatMap((value) => Object.keys(value)))];
    return names
      .toSorted(byNumberThenText)
      .flatMap((name) => differencesOf(pathOf(setting, name, Array.isArray(values[0])), values.map(memberOf(name))));
  }
  const texts = values.map((value) => (value === undefined ? null : textOf(value, isTime(setting))));
  return new Set(texts).size > 1 ? [{ setting, values: texts }] : [];
}

/** Whether a value has settings of its own. A list of plain values is one setting. */
function isBranch(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) || value.some((member) => typeof member === 'object' && member !== null);
}

function memberOf(name: string): (value: object) => unknown {
  return (value) => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
}

function pathOf(path: string, name: string, isElement: boolean): string {
  if (isElement) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}

function byNumberThenText(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : 1);
}

/** Times stand in config.json as epoch ms. */
function isTime(setting: string): boolean {
  return /(?:^|\.)(?:from|to)$/.test(setting);
}

/** As people write it: texts without quotes, times as ISO 8601, of a branch its members that are set. */
function textOf(value: unknown, isTimeValue = false): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && isTimeValue) return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map((member) => textOf(member)).join(', ');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.entries(value)
    .filter(([, member]) => member !== null && textOf(member) !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${name} ${isBranch(member) ? `(${textOf(member)})` : textOf(member, isTime(name))}`)
    .join(', ');
}
