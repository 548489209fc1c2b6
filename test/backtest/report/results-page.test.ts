// docs/results.md and what is written agree: every member, every column, no more and no less.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillColumns } from '../../../backtest/report/fills-csv.ts';
import { fundingColumns } from '../../../backtest/report/funding-csv.ts';
import { orderColumns } from '../../../backtest/report/orders-csv.ts';
import { refusalColumns } from '../../../backtest/report/refusals-csv.ts';
import { buildSummary } from '../../../backtest/report/summary.ts';
import { tradeColumns } from '../../../backtest/report/trades-csv.ts';
import { RUN_FILES } from '../../../backtest/report/write-run-files.ts';
import { outcome, START_TIME, TIMING } from './run.ts';

const page = readFileSync(new URL('../../../docs/results.md', import.meta.url), 'utf8');

/** Names in the first column of the table under a heading, in their order. */
function namesUnder(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`\`${heading}\``)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => (row.split('|')[1] ?? '').split(',').map((name) => name.replaceAll('`', '').trim()));
}

describe('docs/results.md', () => {
  it('tells of every file', () => {
    for (const file of RUN_FILES) expect(page).toContain(`## \`${file}\`\n`);
  });

  it.each([
    { file: 'summary.json', names: Object.keys(buildSummary(outcome())) },
    { file: 'timing.json', names: Object.keys(TIMING) },
    { file: 'trades.csv', names: tradeColumns().map(([name]) => name) },
    { file: 'orders.csv', names: orderColumns().map(([name]) => name) },
    { file: 'fills.csv', names: fillColumns().map(([name]) => name) },
    { file: 'funding.csv', names: fundingColumns().map(([name]) => name) },
    { file: 'refusals.csv', names: refusalColumns().map(([name]) => name) },
    { file: 'equity.csv', names: ['time', 'equity'] },
  ])('lists what $file holds, in its order', ({ file, names }) => {
    expect(namesUnder(file)).toEqual(names);
  });

  it('names every member of the groups of summary.json in their rows', () => {
    const closes = Float64Array.of(100, 110, 121);
    const openTime = closes.map((_, day) => START_TIME + day * 86_400_000);
    const market = { symbol: 'BTCUSDT', interval: '1d', length: 3, openTime, close: closes } as const;
    const prices = [{ ...market, open: closes, high: closes, low: closes }];
    const { timeUnderWater, sharpeConfidence, bestDay, monthlyReturns, benchmark, monteCarlo, band } = buildSummary(
      outcome({ prices }),
    );
    const groups = {
      timeUnderWater,
      sharpeConfidence,
      bestDay,
      monthlyReturns: monthlyReturns[0],
      benchmark,
      monteCarlo,
      band,
    };
    for (const [name, group] of Object.entries(groups)) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
      expect(Object.keys(group ?? {}).length).toBeGreaterThan(1);
      for (const member of Object.keys(group ?? {})) expect(row).toContain(`\`${member}\``);
    }
  });
});
