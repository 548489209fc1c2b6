// The configs that come with the project.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';
import { readInstruments } from '../../backtest/data/instruments-file.ts';
import { readLeverageBrackets } from '../../backtest/data/leverage-brackets-file.ts';
import { symbolsOf } from '../../config/config.ts';
import { load } from './minimal.ts';

const folder = join(packageRoot(), 'config', 'examples');
const examples = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

describe('the examples', () => {
  it('are there', () => {
    expect(examples).toContain('demo.yaml');
    expect(examples).toContain('reference.yaml');
  });

  it.each(examples)('%s can be loaded', (file) => {
    expect(load(join(folder, file)).config.strategies.length).toBeGreaterThan(0);
  });

  it.each(examples.filter((file) => file !== 'reference.yaml'))('%s names strategies that are there', (file) => {
    for (const strategy of load(join(folder, file)).config.strategies) expect(existsSync(strategy.file)).toBe(true);
  });

  it.each(['demo.yaml', 'reference.yaml'])('%s names rules for its symbols, with brackets that join', async (file) => {
    const { data } = load(join(folder, file)).config;
    const symbols = symbolsOf(data);
    expect([...(await readInstruments(data.instruments, symbols)).keys()]).toEqual(symbols);
    const brackets = await readLeverageBrackets(data.brackets, symbols);
    expect([...brackets.bySymbol.keys()]).toEqual(symbols);
    expect(brackets.findings.groups.filter(({ count }) => count > 0)).toEqual([]);
  });
});
