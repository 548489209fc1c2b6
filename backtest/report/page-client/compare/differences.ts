// What the runs were set apart by: versions, sources and settings that are not the same in all of them.
import type { CompareModel } from '../../page/report-model.ts';
import { copyableHash } from '../dom/copyable.ts';
import { type Child, element } from '../dom/element.ts';
import { smallTable } from '../dom/small-table.ts';
import { memberAt } from '../model/run-summary.ts';
import { timeText } from '../text/time-text.ts';

const SOURCES = [
  ['version', 'Version'],
  ['dataHash', 'Hash of the data'],
  ['strategyHash', 'Hash of the strategies'],
  ['configHash', 'Hash of the config'],
] as const;

export function differencesTable({ runs, settings }: CompareModel): HTMLElement {
  const sources = SOURCES.map(([member, name]) => ({
    name,
    values: runs.map(({ summary }) => textOf(memberAt(summary, member))),
    isHash: member.endsWith('Hash'),
  })).filter(({ values }) => new Set(values).size > 1);
  if (sources.length + settings.length === 0) {
    return element('p', {}, 'Nothing: same version, config, data and strategies, so the same figures.');
  }
  const rows: readonly (readonly Child[])[] = [
    ...settings.map(({ setting, values }) => [
      element('code', {}, setting),
      ...values.map((value) => settingText(setting, value)),
    ]),
    ...sources.map(({ name, values, isHash }) => [
      name,
      ...values.map((value) => (isHash && value !== '' ? copyableHash(name.toLowerCase(), value) : value)),
    ]),
  ];
  return smallTable({
    caption: 'Settings that differ',
    captionHidden: true,
    columns: [{ title: 'Setting' }, ...runs.map(({ label }) => ({ title: label, look: 'value' }))],
    rows,
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A time is recorded as epoch ms. */
function settingText(setting: string, value: string | null): string {
  if (value === null) return '–';
  return /\.(?:from|to)$/.test(setting) && /^\d{12,}$/.test(value) ? `${timeText(Number(value))} UTC` : value;
}
