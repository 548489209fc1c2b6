// Which settings are not the same in all of several runs.
import type { SettingDifference } from './report-model.ts';

/** `settings` as config.json has them, one a run. */
export function differingSettings(settings: readonly unknown[]): readonly SettingDifference[] {
  const leaves = settings.map((value) => new Map(leavesOf('', value)));
  const paths = [...new Set(leaves.flatMap((ofRun) => [...ofRun.keys()]))].toSorted();
  return paths
    .map((setting) => ({ setting, values: leaves.map((ofRun) => ofRun.get(setting) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1);
}

type Leaf = readonly [path: string, text: string];

/** Every setting by its path, as people write it. A list of plain values is one setting. */
function leavesOf(path: string, value: unknown): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, leafText(value)]];
  if (!Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, member]) => leavesOf(path === '' ? name : `${path}.${name}`, member));
  }
  if (value.some((member) => typeof member === 'object' && member !== null)) {
    return value.flatMap((member, index) => leavesOf(`${path}[${index}]`, member));
  }
  return [[path, value.map(leafText).join(', ')]];
}

function leafText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
