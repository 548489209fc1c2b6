import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compareNotes } from '../../../../backtest/report/page/compare-notes.ts';
import { compareRuns, labelsOf } from '../../../../backtest/report/page/compare-runs.ts';
import { renderCompareTable } from '../../../../backtest/report/page/compare-table.ts';
import { differingSettings } from '../../../../backtest/report/page/differing-settings.ts';
import { buildSummary } from '../../../../backtest/report/summary.ts';
import { createTint } from '../../../../backtest/report/tint.ts';
import { writeRunFiles } from '../../../../backtest/report/write-run-files.ts';
import { outcome, START_TIME, TIMING } from '../run.ts';
import { pricesOf } from './prices.ts';

type Changes = Parameters<typeof outcome>[0];

const notesOf = (...runs: readonly Changes[]) =>
  compareNotes(
    runs.map((changes, index) => ({
      label: 'abc'[index] ?? '',
      summary: buildSummary(outcome(changes)),
      equity: { time: [], equity: [], drawdown: [], benchmark: null },
    })),
  );

describe('the labels of runs', () => {
  it.each([
    ['are the names of their folders', ['results/fast', 'results/slow/'], ['fast', 'slow']],
    ['tell folders of one name apart', ['one/run', 'two/run', 'three'], ['one/run', 'two/run', 'three']],
    ['go as far up as it takes', ['/a/x/run', '/b/x/run', '/x/run'], ['a/x/run', 'b/x/run', 'x/run']],
    ['are not taken in by a longer name', ['/a/run', '/a/rerun'], ['run', 'rerun']],
  ])('%s', (_, folders, labels) => {
    expect(labelsOf(folders)).toEqual(labels);
  });
});

describe('the notes of a comparison', () => {
  const later = {
    startTime: START_TIME + 86_400_000,
    startEquity: 1,
    time: new Float64Array(),
    equity: new Float64Array(),
  };

  it('say what the runs share', () => {
    expect(notesOf({}, {})).toEqual([
      'All runs were made on the same data.',
      'All runs have the same strategy sources.',
      'All runs have the same settings.',
    ]);
  });

  it.each<[Changes, string]>([
    [{ asset: 'BTC' }, 'Money is counted in different assets, so only ratios compare: USDT (a, b), BTC (c).'],
    [
      { equity: later },
      'The runs cover different spans, which moves every figure: 2025-01-01 00:00 → 2025-01-04 00:00 (a, b), 2025-01-02 00:00 → 2025-01-02 00:00 (c).',
    ],
    [{ interrupted: true }, 'Not every run came to its end: complete (a, b), interrupted (c).'],
    [{ bust: true }, 'Not every run came to its end: complete (a, b), bust (c).'],
    [{ dataHash: 'other' }, 'The runs were made on different data: a and b; c.'],
    [{ strategyHash: 'other' }, 'The runs have different strategy sources: a and b; c.'],
    [{ version: '0.2.0' }, 'The runs were made by different versions of sluice: 0.1.0 (a, b), 0.2.0 (c).'],
  ])('say what sets them apart: %o', (changes, sentence) => {
    expect(notesOf({}, {}, changes)).toContain(sentence);
  });

  it('spare the groups where every run is one', () => {
    expect(notesOf({}, { dataHash: 'other' })).toContain('The runs were made on different data.');
    expect(notesOf({ configHash: 'one' }, { configHash: 'two' })).not.toContain('All runs have the same settings.');
  });
});

describe('the settings that differ', () => {
  it('are named as people write them, with what each run has', () => {
    const settings = [
      { seed: 1, account: { leverage: 2, asset: 'USDT' }, strategies: [{ params: { fast: 5, on: ['1h', '4h'] } }] },
      {
        seed: 1,
        account: { leverage: 3, asset: 'USDT' },
        strategies: [{ params: { fast: 8, on: ['1h'], extra: null } }, { id: 'b' }],
      },
    ];
    expect(differingSettings(settings)).toEqual([
      { setting: 'account.leverage', values: ['2', '3'] },
      { setting: 'strategies[0].params.extra', values: [null, 'null'] },
      { setting: 'strategies[0].params.fast', values: ['5', '8'] },
      { setting: 'strategies[0].params.on', values: ['1h, 4h', '1h'] },
      { setting: 'strategies[1]', values: [null, 'id b'] },
    ]);
    expect(differingSettings([settings[0], settings[0]])).toEqual([]);
  });

  it('are one for what a run has nothing of', () => {
    const market = { klines: 'file', mark: null, fills: 'klines', limits: { least: 1 }, risk: {} };
    const from = Date.UTC(2025, 0, 1);
    const settings = [
      { from: null, markets: { BTC: market } },
      { from, markets: { BTC: { ...market, mark: 'file' }, ETH: market } },
    ];
    expect(differingSettings(settings)).toEqual([
      { setting: 'from', values: ['null', '2025-01-01T00:00:00.000Z'] },
      { setting: 'markets.BTC.mark', values: ['null', 'file'] },
      { setting: 'markets.ETH', values: [null, 'fills klines, klines file, limits (least 1)'] },
    ]);
  });
});

describe('a comparison', () => {
  it('sets runs side by side in the order in which they were named', async () => {
    const root = await mkdtemp(join(tmpdir(), 'sluice-compare-'));
    onTestFinished(() => rm(root, { recursive: true }));
    const write = async (label: string, changes: Changes, settings: object): Promise<string> => {
      const run = outcome({ prices: [pricesOf([50_000, 51_000])], ...changes });
      const parts = { outcome: run, summary: buildSummary(run), timing: TIMING, shell: null };
      await writeRunFiles(join(root, label), { ...parts, settings: `${JSON.stringify(settings)}\n` });
      return join(root, label);
    };
    const folders = [
      await write('slow', { configHash: 'one' }, { seed: 1, walk: 'worst-first' }),
      await write('fast', { configHash: 'two', band: null }, { seed: 1, walk: 'best-first' }),
    ];
    const model = await compareRuns(folders);
    expect(model.runs.map(({ label }) => label)).toEqual(['slow', 'fast']);
    expect(model.runs[0]?.equity.benchmark?.at(-1)).toBe(10_200);
    expect(model.settings).toEqual([{ setting: 'walk', values: ['worst-first', 'best-first'] }]);
    const text = renderCompareTable(model, createTint(false));
    expect(text).toMatch(/│ +│ +slow │ +fast │/);
    expect(text).toMatch(/│ final equity +│ 9,992.94 USDT │ 9,992.94 USDT │/);
    expect(text).toMatch(/│ band, optimistic +│ +10,100.00 │ +not made │/);
    expect(text).toMatch(/settings that differ\n┌/);
    expect(text).toMatch(/│ walk │ worst-first │ best-first │/);
    expect(text.endsWith('All runs were made on the same data.\nAll runs have the same strategy sources.\n')).toBe(
      true,
    );
  });
});
