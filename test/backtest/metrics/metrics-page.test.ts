// docs/metrics.md is what the code gives today. After a change that is meant to change it: node scripts/write-metrics-page.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildSummary } from '../../../backtest/report/summary.ts';
import { outcome } from '../report/run.ts';
import { METRIC_DEFINITIONS } from './published/metric-definitions.ts';
import { metricsPage } from './published/metrics-page.ts';
import { PUBLISHED_FIGURES } from './published/published-figures.ts';

const PAGE = fileURLToPath(new URL('../../../docs/metrics.md', import.meta.url));

/** Members of the summary that are no metric: what was run, sums of money, counts, and what stands beside them. */
const OTHER_MEMBERS = new Set([
  ...['name', 'from', 'to', 'interrupted', 'bust', 'asset', 'initialEquity', 'finalEquity', 'netProfit'],
  ...['intrabarDrawdownRatio', 'riskFreeRatio', 'trades', 'longTrades', 'shortTrades', 'openTrades'],
]);

describe('docs/metrics.md', () => {
  it('shows what the code gives', async () => {
    const text = await metricsPage();
    if (process.env['SLUICE_RENEW_METRICS'] === 'yes') writeFileSync(PAGE, text);
    expect(readFileSync(PAGE, 'utf8')).toBe(text);
  });

  it('defines each metric of the summary once', () => {
    const summary = Object.keys(buildSummary(outcome()));
    const metrics = summary.slice(0, summary.indexOf('fees')).filter((member) => !OTHER_MEMBERS.has(member));
    const defined = METRIC_DEFINITIONS.flatMap(({ members }) => members);
    expect(new Set(defined.map((member) => member.split('.')[0]))).toEqual(new Set(metrics));
    expect(new Set(defined).size).toBe(defined.length);
  });

  it('has a published figure for each metric, or says what it is held to instead', () => {
    const published = new Set(PUBLISHED_FIGURES.map(({ metric }) => metric));
    for (const { metric, heldTo } of METRIC_DEFINITIONS)
      expect([metric, published.has(metric)]).toEqual([metric, heldTo === undefined]);
    const defined = new Set(METRIC_DEFINITIONS.map(({ metric }) => metric));
    expect([...published].filter((metric) => !defined.has(metric))).toEqual([]);
  });
});
