// The configs that come with the project.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';
import { readInstruments } from '../../backtest/data/instruments-file.ts';
import { readLeverageBrackets } from '../../backtest/data/leverage-brackets-file.ts';
import { symbolsOf } from '../../config/config.ts';
import { loadConfig } from '../../config/load-config.ts';

const folder = join(packageRoot(), 'config', 'examples');
const examples = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

/** Those on recorded data name its folder by a variable; nothing of it need be there to read them. */
const environment = { SLUICE_DATA: '/recordings' };
const load = (path: string) => loadConfig({ path, overrides: [], environment });

const ON_SYNTHETIC = [
  'breakout-demo.yaml',
  'demo.yaml',
  'funding-carry-demo.yaml',
  'grid-demo.yaml',
  'momentum-demo.yaml',
  'pair-demo.yaml',
  'rsi-reversion-demo.yaml',
  'volatility-trend-demo.yaml',
];
const ON_RECORDED = [
  'breakout.yaml',
  'funding-carry.yaml',
  'grid.yaml',
  'liquidation.yaml',
  'momentum.yaml',
  'moving-average-cross.yaml',
  'pair.yaml',
  'rsi-reversion.yaml',
  'trades.yaml',
  'volatility-trend.yaml',
];

describe('the examples', () => {
  it('are there, on data that is made and on data that is recorded', () => {
    expect(examples.toSorted()).toEqual([...ON_SYNTHETIC, ...ON_RECORDED, 'reference.yaml'].toSorted());
  });

  it.each(examples)('%s says at its top what it shows', (file) => {
    const [first = ''] = readFileSync(join(folder, file), 'utf8').split('\n');
    expect(first).toMatch(/^# [A-Z]/);
  });

  it.each(ON_RECORDED)('%s names its files by the folder of the recordings', (file) => {
    const { data } = load(join(folder, file)).config;
    const files = Object.values(data.markets).flatMap(({ klines, trades, mark, funding }) => [
      ...(klines === 'none' ? [] : klines),
      ...(trades ?? []),
      ...(mark ?? []),
      ...(funding === 'none' ? [] : funding),
    ]);
    expect(files.length).toBeGreaterThan(0);
    for (const path of [...files, data.instruments, data.brackets]) expect(path).toMatch(/^\/recordings\//);
  });

  it.each(ON_RECORDED)('%s is told what it lacks without that folder', (file) => {
    expect(() => loadConfig({ path: join(folder, file), overrides: [], environment: {} })).toThrow(
      'the environment has no variable SLUICE_DATA',
    );
  });

  it.each(examples)('%s can be loaded', (file) => {
    expect(load(join(folder, file)).config.strategies.length).toBeGreaterThan(0);
  });

  it.each(examples.filter((file) => file !== 'reference.yaml'))('%s names strategies that are there', (file) => {
    for (const strategy of load(join(folder, file)).config.strategies) expect(existsSync(strategy.file)).toBe(true);
  });

  it.each([...ON_SYNTHETIC, 'reference.yaml'])(
    '%s names rules for its symbols, with brackets that join',
    async (file) => {
      const { data } = load(join(folder, file)).config;
      const symbols = symbolsOf(data);
      expect([...(await readInstruments(data.instruments, symbols)).keys()]).toEqual(symbols);
      const brackets = await readLeverageBrackets(data.brackets, symbols);
      expect([...brackets.bySymbol.keys()]).toEqual(symbols);
      expect(brackets.findings.groups.filter(({ count }) => count > 0)).toEqual([]);
    },
  );
});
