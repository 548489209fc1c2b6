// Many strategies, each its own account, on one symbol. An engine has one account, so these are runs of their own, one after another
// over the same columns: loaded once, never copied.
import { loadData } from '../../app/load-data.ts';
import { loadStrategies } from '../../app/load-strategies.ts';
import { makeRun } from '../../app/make-run.ts';
import { loadConfig } from '../../config/load-config.ts';
import { overrideOf } from '../../config/overrides.ts';
import { FAST, SLOW } from '../data/always-in-terms.ts';
import { type Job, needed } from '../sample.ts';
import { QUIET_HOOKS } from './backtest.ts';

export const accountsJob: Job = async ({ config, count }) => {
  const path = needed(config, 'config');
  const strategies = needed(count, 'count');
  const data = await loadData(loadConfig({ path, overrides: [], environment: process.env }));
  let [ns, bars, fills] = [0, 0, 0];
  for (let index = 0; index < strategies; index += 1) {
    // Other averages, so that each trades at other bars.
    const overrides = [
      overrideOf('fast', ['strategies', 0, 'params', 'fast'], FAST + index),
      overrideOf('slow', ['strategies', 0, 'params', 'slow'], SLOW + 2 * index),
    ];
    const loaded = loadConfig({ path, overrides, environment: process.env });
    const own = await loadStrategies(loaded);
    const begun = performance.now();
    const run = await makeRun({
      config: loaded.config,
      data,
      strategies: own,
      instances: own.instances,
      hooks: QUIET_HOOKS,
    });
    ns += (performance.now() - begun) * 1e6;
    bars += run.backtest.replay.barsDone();
    fills += run.recorder.fills().length;
  }
  return { ns, count: bars, facts: { strategies, fills } };
};
