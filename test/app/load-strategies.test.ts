// Strategies as the configuration wants them: their modules, parameters, limits and hashes.
import { describe, expect, test } from 'vitest';
import { loadStrategies } from '../../app/load-strategies.ts';
import { loadConfig } from '../../config/load-config.ts';
import { EXAMPLES, openWorkshop, strategyText } from './workshop.ts';

const COUNTER = strategyText("if (params.fails) throw new Error('as asked');\n return EMPTY;", {
  params: 'z.object({ fails: z.boolean().default(false), list: z.array(z.number()).default(() => shared) })',
  above: 'const shared: number[] = [];',
});

async function load(
  strategies: readonly object[],
  files: Readonly<Record<string, string>> = { 'strategy.ts': COUNTER },
) {
  const config = {
    data: {
      synthetic: { symbols: { BTCUSDT: {}, ETHUSDT: {}, SOLUSDT: {} } },
      instruments: `${EXAMPLES}/instruments.json`,
      brackets: 'none',
    },
    strategies,
  };
  const { folder } = openWorkshop(config, files);
  const loaded = await loadStrategies(loadConfig({ path: `${folder}/run.yaml`, overrides: [], environment: {} }));
  return { folder, loaded };
}

const ONE = { id: 'one', file: 'strategy.ts', markets: 'BTCUSDT' };
const TWO = { id: 'two', file: 'strategy.ts', markets: 'ETHUSDT' };

describe('loaded strategies', () => {
  test('stand in config order with markets, parameters and capital', async () => {
    const { loaded } = await load([
      { ...TWO, capitalRatio: 0.25 },
      { ...ONE, params: { fails: true } },
    ]);
    expect(
      loaded.instances.map(({ strategyId, markets, params, capitalRatio }) => [
        strategyId,
        markets,
        params,
        capitalRatio?.toNumber() ?? null,
      ]),
    ).toEqual([
      ['two', [{ role: 'main', symbol: 'ETHUSDT' }], { fails: false, list: [] }, 0.25],
      ['one', [{ role: 'main', symbol: 'BTCUSDT' }], { fails: true, list: [] }, null],
    ]);
  });

  test('share no module and no default with another strategy of their file, nor with another run', async () => {
    const { loaded } = await load([ONE, TWO]);
    const all = [...loaded.instances, ...(await loaded.fresh()), ...(await loaded.fresh())];
    expect(new Set(all.map(({ definition }) => definition)).size).toBe(6);
    const lists = all.map(({ params }) =>
      typeof params === 'object' && params !== null && 'list' in params ? params.list : null,
    );
    expect(new Set(lists).size).toBe(6);
  });

  test('have one hash of their sources: that of the file where there is one, another for two', async () => {
    const one = await load([ONE]);
    const again = await load([{ ...ONE, id: 'other', params: { fails: true } }]);
    const two = await load([ONE, TWO]);
    expect(again.loaded.strategyHash).toBe(one.loaded.strategyHash);
    expect(two.loaded.strategyHash).not.toBe(one.loaded.strategyHash);
    expect(two.loaded.strategyHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('are judged by limits of their own, and named where they may go without a stop', async () => {
    const { loaded } = await load([{ ...ONE, risk: { requireStop: false, leverageMax: 2 } }, TWO]);
    expect(loaded.unprotectedByChoice).toEqual(['one']);
    expect([loaded.riskOf('one').leverageMax, loaded.riskOf('one').requireStop]).toEqual([2, false]);
    expect(loaded.riskOf('two').requireStop).toBe(true);
  });

  test('are found by what they throw: every one of the file, none for what comes from elsewhere', async () => {
    const { folder, loaded } = await load([ONE, TWO, { id: 'three', file: 'other.ts', markets: 'SOLUSDT' }], {
      'strategy.ts': COUNTER,
      'other.ts': strategyText('return EMPTY;'),
    });
    const thrown = errorOf(() => loaded.instances[0]?.definition.run(undefined as never, { fails: true }));
    const place = { file: `${folder}/strategy.ts`, line: 8, column: 25 };
    expect(loaded.originsOf(thrown)).toEqual([
      { strategyId: 'one', place, shown: 'strategy.ts:8:25' },
      { strategyId: 'two', place, shown: 'strategy.ts:8:25' },
    ]);
    expect(loaded.originsOf(new Error('ours'))).toEqual([]);
    expect([loaded.fileOf('one'), loaded.fileOf('three')]).toEqual([`${folder}/strategy.ts`, `${folder}/other.ts`]);
  });
});

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
