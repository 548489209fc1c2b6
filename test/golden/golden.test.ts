// Runs whose every byte is known. When a change is meant to change results, look at what it changed, then renew what is
// kept with `node scripts/renew-golden.mjs`, and say in the commit why results changed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRunOf, rowsOf, type Made } from '../app/workshop.ts';
import { GOLDEN_RUNS, goldenConfig, goldenRecordOf, type GoldenRun } from './runs.ts';

const RECORDS = fileURLToPath(new URL('runs.json', import.meta.url));
const RUN_TIME_MS = 120_000;

const made = new Map<GoldenRun, Made>();
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-golden-'));
  for (const run of GOLDEN_RUNS) made.set(run, await makeRunOf(goldenConfig(run), join(folder, run)));
  if (process.env['SLUICE_RENEW_GOLDEN'] === 'yes') renew();
}, RUN_TIME_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function renew(): void {
  const records = Object.fromEntries([...made].map(([run, result]) => [run, goldenRecordOf(result)]));
  writeFileSync(RECORDS, `${JSON.stringify(records, null, 2)}\n`);
}

function resultOf(run: GoldenRun): Made {
  const result = made.get(run);
  if (result === undefined) throw new Error(`${run} was not run`);
  return result;
}

describe('a golden run', () => {
  test.each(GOLDEN_RUNS)('gives the bytes that are kept: %s', (run) => {
    const records = JSON.parse(readFileSync(RECORDS, 'utf8')) as Readonly<Record<string, unknown>>;
    expect(goldenRecordOf(resultOf(run))).toEqual(records[run]);
  });

  test.each(GOLDEN_RUNS)('has trades whose results are what the equity gained: %s', (run) => {
    const { outcome } = resultOf(run);
    const results = outcome.trades.reduce((sum, { result }) => sum + result.toNumber(), 0);
    expect(results).toBeCloseTo(outcome.finalEquity.minus(outcome.initialEquity).toNumber(), 5);
  });

  test.each(GOLDEN_RUNS)('has fills whose fees are what the account paid: %s', (run) => {
    const { outcome } = resultOf(run);
    const fees = outcome.fills.reduce((sum, { fee }) => sum + fee.toNumber(), 0);
    expect(fees).toBeCloseTo(outcome.feesPaid.toNumber(), 6);
  });

  test.each(GOLDEN_RUNS)('refuses nothing, quarantines nobody and is not interrupted: %s', (run) => {
    const { summary } = resultOf(run);
    expect(summary).toMatchObject({ refusals: {}, quarantined: [], interrupted: false, bust: false });
  });
});

describe('what the examples say they show', () => {
  test('the demo has funding, brackets with stop and target, and losses', () => {
    const { summary, files } = resultOf('demo');
    expect(Number(summary.funding)).not.toBe(0);
    const causes = new Set(rowsOf(files['trades.csv']).map(({ exitCause }) => exitCause));
    expect([...causes]).toEqual(expect.arrayContaining(['stop-loss', 'take-profit-1', 'reverse']));
    expect(summary.winRatio).toBeGreaterThan(0);
    expect(summary.winRatio).toBeLessThan(1);
    expect(summary.unprotectedByChoice).toEqual([]);
  });

  test('the grid earns the maker’s fee on both sides, without stops and saying so', () => {
    const { summary, files } = resultOf('grid-demo');
    expect(summary.unprotectedByChoice).toEqual(['grid']);
    const fills = rowsOf(files['fills.csv']);
    expect(new Set(fills.map(({ side }) => side))).toEqual(new Set(['buy', 'sell']));
    expect(new Set(fills.map(({ liquidity }) => liquidity))).toEqual(new Set(['maker']));
    expect(summary.trades).toBeGreaterThan(100);
  });

  test('the pair trades both symbols, each leg against the other', () => {
    const { files, summary } = resultOf('pair-demo');
    const trades = rowsOf(files['trades.csv']);
    const legs = (symbol: string) => trades.filter((trade) => trade['symbol'] === symbol);
    expect(legs('ETHUSDT').length).toBe(legs('BTCUSDT').length);
    for (const [index, leg] of legs('ETHUSDT').entries()) {
      expect(leg['direction']).not.toBe(legs('BTCUSDT')[index]?.['direction']);
    }
    expect(summary.trades).toBeGreaterThan(20);
  });
});
