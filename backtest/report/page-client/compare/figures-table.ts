// The figures of all runs, a row a figure and a column a run, the best of each row marked.
import type { ComparedRun } from '../../page/report-model.ts';
import { type Child, element } from '../dom/element.ts';
import { smallTable } from '../dom/small-table.ts';
import { hasMetric, metricText } from '../metrics/metric-value.ts';
import { type Metric, METRIC_GROUPS } from '../metrics/metric-words.ts';
import { memberAt } from '../model/run-summary.ts';
import { numberOf } from '../text/number-text.ts';

/** Which end of a figure is the better one; figures that are not here have none. */
const BETTER: Readonly<Record<string, 'more' | 'less'>> = {
  netProfit: 'more',
  returnRatio: 'more',
  cagrRatio: 'more',
  'bestDay.returnRatio': 'more',
  'worstDay.returnRatio': 'more',
  maxDrawdownRatio: 'less',
  intrabarDrawdownRatio: 'less',
  'timeUnderWater.longestMs': 'less',
  'timeUnderWater.shareRatio': 'less',
  ulcerIndexRatio: 'less',
  volatilityRatio: 'less',
  tailRatio: 'more',
  sharpe: 'more',
  'sharpeConfidence.probabilityRatio': 'more',
  'sharpeConfidence.deflatedProbabilityRatio': 'more',
  sortino: 'more',
  calmar: 'more',
  omega: 'more',
  winRatio: 'more',
  profitFactor: 'more',
  expectancy: 'more',
  longestLosingStreak: 'less',
  'monteCarlo.p95Ratio': 'less',
  'benchmark.alphaRatio': 'more',
  ambiguousBars: 'less',
  liquidations: 'less',
};

export function figuresTable(runs: readonly ComparedRun[]): HTMLElement {
  const groups = METRIC_GROUPS.map(({ title, metrics }) => ({
    title,
    metrics: metrics.filter((metric) => runs.some(({ summary }) => hasMetric(summary, metric))),
  })).filter(({ metrics }) => metrics.length > 0);
  const columns = [{ title: 'Figure' }, ...runs.map(({ label }) => ({ title: label, figures: true }))];
  const frame = element(
    'div',
    {},
    ...groups.map(({ title, metrics }) =>
      smallTable({ caption: title, look: 'compared', columns, rows: metrics.map((metric) => rowOf(metric, runs)) }),
    ),
  );
  // Columns of one width in all groups, so that a run is one column from top to bottom.
  frame.style.setProperty('--runs', String(runs.length));
  return frame;
}

function rowOf(metric: Metric, runs: readonly ComparedRun[]): readonly Child[] {
  const best = isRanked(metric, runs) ? bestOf(metric.path, runs) : null;
  const cells = runs.map(({ summary }): Child => {
    const text = metricText(summary, metric);
    const isBest = best !== null && numberOf(memberAt(summary, metric.path)) === best;
    return isBest ? element('strong', { class: 'best' }, element('span', { 'aria-label': 'best' }, '★ '), text) : text;
  });
  return [element('span', { title: metric.meaning }, metric.name), ...cells];
}

/**
 * Whether the runs cover the same span. A longer one has more trades, more time to draw down and another market: where the
 * spans differ no figure of one run is better than that of another.
 */
export function haveSameSpan(runs: readonly ComparedRun[]): boolean {
  return new Set(runs.map(({ summary: { from, to } }) => `${from} ${to}`)).size === 1;
}

/** Money of different accounts is not ranked even over one span. */
function isRanked({ writing }: Metric, runs: readonly ComparedRun[]): boolean {
  const isMoney = writing === 'money' || writing === 'signed-money' || writing === 'funding';
  const accounts = new Set(runs.map(({ summary: { initialEquity, asset } }) => `${numberOf(initialEquity)} ${asset}`));
  return haveSameSpan(runs) && (!isMoney || accounts.size === 1);
}

/** The best value of a figure; null where none is better than the others. */
function bestOf(path: string, runs: readonly ComparedRun[]): number | null {
  const better = BETTER[path];
  const values = runs.map(({ summary }) => numberOf(memberAt(summary, path))).filter((value) => value !== null);
  if (better === undefined || new Set(values).size < 2) return null;
  return better === 'more' ? Math.max(...values) : Math.min(...values);
}
