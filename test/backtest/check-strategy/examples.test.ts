// Every example that runs on generated data keeps the law: a few cuts over a short part of its span here, many over all of it in
// the long form.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { packageRoot } from '../../../app/package-root.ts';
import { checkStrategies } from '../../../backtest/check-strategy/check-strategy.ts';
import { loadConfig } from '../../../config/load-config.ts';
import { overrideOf, type Override } from '../../../config/overrides.ts';
import { intervalMs } from '../../../engine/domain/interval.ts';

vi.setConfig({ testTimeout: 60_000 });
process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'sluice-test-cache');

const folder = join(packageRoot(), 'config', 'examples');
const demos = readdirSync(folder).filter((name) => /(?:^|-)demo\.yaml$/.test(name));

const HOOKS = { signal: { aborted: false }, onProgress: () => undefined, note: () => undefined };
/** Klines of the short part, from where the example begins. */
const KLINES = 1_500;

/** Narrows the run to its first klines. */
function shortSpan(configPath: string): readonly Override[] {
  const { data } = loadConfig({ path: configPath, overrides: [], environment: {} }).config;
  if (data.synthetic === null) throw new Error(`${configPath} runs on recorded data`);
  const stepMs = intervalMs(data.synthetic.interval);
  const from = data.from ?? data.synthetic.from;
  // Of one-minute klines some more: examples look at hours.
  const to = Math.min(from + (stepMs === 60_000 ? 3 : 1) * KLINES * stepMs, data.synthetic.to);
  return [overrideOf('--to', ['data', 'to'], new Date(to).toISOString())];
}

describe('the examples', () => {
  test('are all there', () => {
    expect(demos).toEqual(expect.arrayContaining(['demo.yaml', 'grid-demo.yaml', 'pair-demo.yaml']));
  });

  test.each(demos)('%s cannot see ahead', async (name) => {
    const configPath = join(folder, name);
    const lab = { configPath, overrides: shortSpan(configPath) };
    const result = await checkStrategies({ lab, cuts: 2, starts: 0, seed: 1, strict: false }, HOOKS);
    expect(result.strategies.map(({ verdict, findings }) => [verdict, findings])).toEqual(
      result.strategies.map(() => ['holds', []]),
    );
    expect(result.strategies.every(({ intents, cuts }) => intents > 0 && cuts === 2)).toBe(true);
    expect(result.passed).toBe(true);
  });
});
