// All figures of a run, each with a line on what it means; figures this page has no words for are shown by their own names.
import { type Child, element } from '../dom/element.ts';
import { section } from '../dom/section.ts';
import { smallTable } from '../dom/small-table.ts';
import { memberAt, type RunSummary } from '../model/run-summary.ts';
import { NO_FIGURE } from '../text/number-text.ts';
import { nameInWords } from '../text/words.ts';
import { hasMetric, metricText } from './metric-value.ts';
import { type Metric, METRIC_GROUPS, SHOWN_ELSEWHERE, type Writing } from './metric-words.ts';

export function metricsSection(summary: RunSummary): HTMLElement {
  const known = METRIC_GROUPS.map(({ title, metrics }) => ({
    title,
    metrics: metrics.filter((metric) => hasMetric(summary, metric)),
  }));
  const groups = [...known, { title: 'Others', metrics: unnamedMetrics(summary) }].filter(
    ({ metrics }) => metrics.length > 0,
  );
  return section(
    { id: 'metrics', title: 'All figures', short: 'Figures', note: NOTE },
    element(
      'div',
      { class: 'metric-groups' },
      ...groups.map(({ title, metrics }) => metricTable(summary, title, metrics)),
    ),
  );
}

const NOTE =
  'From daily returns by UTC day, 365 days a year, unless said otherwise. A dash has no value, which is never the same as zero.';

function metricTable(summary: RunSummary, title: string, metrics: readonly Metric[]): HTMLElement {
  const rows = metrics.map((metric): readonly Child[] => {
    const { name, meaning, missing } = metric;
    const text = metricText(summary, metric);
    const reason = text === NO_FIGURE && missing !== undefined ? small(missing) : null;
    return [element('span', {}, name, meaning === '' ? null : small(meaning)), element('span', {}, text, reason)];
  });
  return smallTable({
    caption: title,
    look: 'explained',
    columns: [{ title: 'Figure' }, { title: 'Value', figures: true }],
    rows,
  });
}

function small(text: string): HTMLElement {
  return element('span', { class: 'beneath' }, text);
}

/** Plain members that no group names. */
function unnamedMetrics(summary: RunSummary): readonly Metric[] {
  const named = new Set(METRIC_GROUPS.flatMap(({ metrics }) => metrics.map(({ path }) => path.split('.')[0])));
  return Object.keys(summary)
    .filter((path) => !named.has(path) && !SHOWN_ELSEWHERE.has(path) && isPlain(memberAt(summary, path)))
    .map((path) => ({ path, name: nameInWords(path), writing: writingOf(path, memberAt(summary, path)), meaning: '' }));
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' || value === null;
}

function writingOf(path: string, value: unknown): Writing {
  if (typeof value !== 'number') return 'text';
  if (path.endsWith('Ratio')) return 'percent';
  if (path.endsWith('Ms')) return 'duration';
  return Number.isInteger(value) ? 'count' : 'figure';
}
