// Everything a run needs, read and checked before anything moves: configuration, strategies, data.
import type { Config } from '../config/config.ts';
import { loadConfig, type LoadedConfig } from '../config/load-config.ts';
import { demandAccountFits } from './account-fits-rules.ts';
import type { BacktestRequest } from './backtest-request.ts';
import { loadData, type LoadedData } from './load-data.ts';
import { loadStrategies, type LoadedStrategies } from './load-strategies.ts';
import { demandNeeds } from './strategy-needs.ts';

export interface LoadedRun {
  readonly config: Config;
  /** sha256 in hex of what the config says. */
  readonly configHash: string;
  readonly strategies: LoadedStrategies;
  readonly data: LoadedData;
}

export async function loadRun({ configPath, overrides }: BacktestRequest): Promise<LoadedRun> {
  return loadRunOf(loadConfig({ path: configPath, overrides, environment: process.env }));
}

/** Strategies first: what is wrong with them is said before minutes of data are read. */
export async function loadRunOf(loaded: LoadedConfig): Promise<LoadedRun> {
  const strategies = await loadStrategies(loaded);
  const data = await loadData(loaded);
  demandAccountFits(loaded, data.rules);
  demandNeeds(strategies.instances, data.markets, loaded);
  return { config: loaded.config, configHash: loaded.configHash, strategies, data };
}
