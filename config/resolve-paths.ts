// Paths in a config are relative to the config, so that a folder of configs and data can be moved, and a run started from
// anywhere.
import { resolve } from 'node:path';
import type { DataSettings, MarketSettings } from './data-settings.ts';
import type { StrategySettings } from './strategy-settings.ts';

/** The data settings with every path made absolute; patterns stay patterns. */
export function resolveDataPaths(data: DataSettings, folder: string): DataSettings {
  const absolute = (path: string): string => resolve(folder, path);
  const market = (settings: MarketSettings): MarketSettings => ({
    ...settings,
    klines: settings.klines === 'none' ? 'none' : settings.klines.map(absolute),
    trades: settings.trades?.map(absolute) ?? null,
    finer: settings.finer?.map(absolute) ?? null,
    coarser: settings.coarser?.map(absolute) ?? null,
    mark: settings.mark?.map(absolute) ?? null,
    funding: settings.funding === 'none' ? 'none' : settings.funding.map(absolute),
  });
  return {
    ...data,
    markets: Object.fromEntries(Object.entries(data.markets).map(([symbol, settings]) => [symbol, market(settings)])),
    instruments: absolute(data.instruments),
    brackets: data.brackets === 'none' ? 'none' : absolute(data.brackets),
  };
}

export function resolveStrategyPath(strategy: StrategySettings, folder: string): StrategySettings {
  return { ...strategy, file: resolve(folder, strategy.file) };
}
