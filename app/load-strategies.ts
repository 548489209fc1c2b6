// From the strategies section of a configuration to strategies that can run: files loaded, parameters and limits checked,
// roles bound to symbols.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as rxjs from 'rxjs';
import * as operators from 'rxjs/operators';
import * as zod from 'zod';
import type { Config } from '../config/config.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { parseStrategyParams } from '../config/strategy-params.ts';
import type { StrategySettings } from '../config/strategy-settings.ts';
import { Decimal } from '../engine/domain/decimal.ts';
import * as sluice from '../engine/index.ts';
import { mergeRiskSettings } from '../engine/risk/merge-settings.ts';
import type { RiskSettings } from '../engine/risk/settings.ts';
import { DEFAULT_ROLE, type StrategyDefinition } from '../engine/strategy/define-strategy.ts';
import { loadStrategyFile, type LoadedStrategy } from '../engine/strategy/loader.ts';
import type { BoundMarket } from '../engine/strategy/resolve-market.ts';
import type { StrategyInstance } from '../engine/trader/strategy-instance.ts';
import { UserError } from './user-error.ts';

export interface LoadedStrategies {
  /** In config order. */
  readonly instances: readonly StrategyInstance[];
  readonly riskOf: (strategyId: string) => RiskSettings;
  /** sha256 over all strategies' sources, in config order. */
  readonly strategyHash: string;
  /** The author's place in the source of what a strategy threw: ` (file.ts:12:5)`, or nothing. */
  readonly placeOf: (strategyId: string, error: unknown) => string;
}

/** Modules that a strategy file shares with the engine: one rxjs, one zod, one Decimal. */
const HOST = {
  sluice,
  rxjs,
  'rxjs/operators': operators,
  zod,
  'decimal.js': { Decimal, default: Decimal },
};

/** Loads every strategy. Rejects with StrategyFileError, ConfigError (parameters) or UserError (roles). */
export async function loadStrategies(loaded: LoadedConfig): Promise<LoadedStrategies> {
  const { config } = loaded;
  const instances: StrategyInstance[] = [];
  const sources = new Map<string, LoadedStrategy>();
  const risks = new Map<string, RiskSettings>();
  for (const [index, settings] of config.strategies.entries()) {
    const source = await loadStrategyFile(settings.file, { cacheFolder: cacheFolder(), host: HOST });
    const params = parseStrategyParams(loaded, index, source.strategy.params);
    sources.set(settings.id, source);
    risks.set(settings.id, mergeRiskSettings(config.risk, settings.risk));
    instances.push({
      strategyId: settings.id,
      definition: source.strategy,
      params,
      markets: bindMarkets(source.strategy, settings, config),
      capitalRatio: settings.capitalRatio === null ? null : new Decimal(settings.capitalRatio),
    });
  }
  return {
    instances,
    riskOf: (strategyId) => risks.get(strategyId) ?? config.risk,
    strategyHash: hashOf([...sources.values()].map(({ strategyHash }) => strategyHash)),
    placeOf: (strategyId, error) => placeText(sources.get(strategyId), error),
  };
}

function bindMarkets(strategy: StrategyDefinition, settings: StrategySettings, config: Config): readonly BoundMarket[] {
  const { id, markets } = settings;
  const where = `strategies: ${id}`;
  const [onlyRole, secondRole] = strategy.markets;
  const single = markets[DEFAULT_ROLE];
  // A symbol alone is meant for the one market the strategy has, whatever it calls it.
  if (onlyRole !== undefined && secondRole === undefined && single !== undefined && Object.keys(markets).length === 1) {
    return [{ role: onlyRole, symbol: single }];
  }
  const unknown = Object.keys(markets).find((role) => !strategy.markets.includes(role));
  if (unknown !== undefined) {
    throw new UserError(
      `${where}: markets.${unknown}: "${strategy.name}" has no such role; its roles: ${strategy.markets.join(', ')}`,
      2,
    );
  }
  return strategy.markets.map((role) => {
    const symbol = markets[role];
    if (symbol === undefined) {
      throw new UserError(
        `${where}: markets: the role "${role}" of "${strategy.name}" has no symbol, as in markets: { ${role}: ${Object.keys(config.data.markets)[0] ?? 'BTCUSDT'} }`,
        2,
      );
    }
    return { role, symbol };
  });
}

function placeText(source: LoadedStrategy | undefined, error: unknown): string {
  const place = source?.locate(error);
  return place === undefined ? '' : ` (${place.file}:${place.line}:${place.column})`;
}

function hashOf(hashes: readonly string[]): string {
  const [only, second] = hashes;
  if (only !== undefined && second === undefined) return only;
  return createHash('sha256').update(hashes.join('\n')).digest('hex');
}

/** Bundles of strategy files are kept where the user's other caches are. */
function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'sluice', 'strategies');
}
