// The look-ahead law, held by every example: what it emits on a part of the data is what it emits there on the whole. A
// shorter span and fewer cuts than `sluice check-strategy` takes; the command on their configurations says the same.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkStrategies } from '../../backtest/check-strategy/check-strategy.ts';
import { parseOverride } from '../../config/overrides.ts';
import { EXAMPLES } from '../app/workshop.ts';

/** The first weeks of each run in which something happens. */
const UNTIL: Readonly<Record<string, string>> = {
  'breakout-demo.yaml': '2025-01-20',
  'demo.yaml': '2025-01-07',
  'funding-carry-demo.yaml': '2024-03-15',
  'grid-demo.yaml': '2025-01-05',
  'momentum-demo.yaml': '2025-02-01',
  'pair-demo.yaml': '2025-01-20',
  'rsi-reversion-demo.yaml': '2025-01-20',
  'volatility-trend-demo.yaml': '2024-05-01',
};
const DEMOS = readdirSync(EXAMPLES).filter((name) => /^(?:.+-)?demo\.yaml$/.test(name));

describe('every example', () => {
  it('is checked', () => {
    expect(DEMOS.toSorted()).toEqual(Object.keys(UNTIL));
  });

  it.each(DEMOS)('holds the look-ahead law, and gives the same again: %s', async (demo) => {
    const overrides = [parseOverride(`data.to=${UNTIL[demo]}`)];
    const { strategies, passed } = await checkStrategies(
      { lab: { configPath: join(EXAMPLES, demo), overrides }, cuts: 4, starts: 0, seed: 1, strict: false },
      { note: () => undefined, onProgress: () => undefined, signal: { aborted: false } },
    );
    expect(strategies.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual([]);
    expect(strategies.map(({ verdict }) => verdict)).toEqual(['holds']);
    expect(passed).toBe(true);
  });
});
