// From the strategies section of a configuration to strategies that can run: files loaded, roles bound to symbols, parameters
// and limits checked. Whatever is wrong with the section is told at once.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { type Complaint, ConfigError } from '../config/complaint.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { parseStrategyParams } from '../config/strategy-params.ts';
import type { StrategySettings } from '../config/strategy-settings.ts';
import { Decimal } from '../engine/domain/decimal.ts';
import { mergeRiskSettings } from '../engine/risk/merge-settings.ts';
import type { RiskSettings } from '../engine/risk/settings.ts';
import type { StrategyDefinition } from '../engine/strategy/define-strategy.ts';
import { loadStrategyFile, type LoadedStrategy } from '../engine/strategy/loader.ts';
import type { BoundMarket } from '../engine/strategy/resolve-market.ts';
import type { SourcePlace } from '../engine/strategy/strategy-file-error.ts';
import type { StrategyInstance } from '../engine/trader/strategy-instance.ts';
import { bindMarkets } from './bind-markets.ts';
import { bundleCacheFolder } from './cache-folder.ts';
import { complaintAt } from './complaint-at.ts';
import { HOST_MODULES } from './host-modules.ts';

export interface LoadedStrategies {
  /** In config order. Each has a module of its own, whose variables nobody has touched yet: for one run. */
  readonly instances: readonly StrategyInstance[];
  /** The same strategies from modules of their own, for one further run. */
  readonly fresh: () => Promise<readonly StrategyInstance[]>;
  readonly riskOf: (strategyId: string) => RiskSettings;
  /** Strategies that may hold positions without a stop. */
  readonly unprotectedByChoice: readonly string[];
  /** sha256 over all strategies' sources, in config order. */
  readonly strategyHash: string;
  /** The strategy's file, absolute. */
  readonly fileOf: (strategyId: string) => string;
  /** What the strategy is made of. */
  readonly sourceOf: (strategyId: string) => StrategySource;
  /** Where in whose source an error comes from: several strategies where they share a file, none where it is not theirs. */
  readonly originsOf: (error: unknown) => readonly ErrorOrigin[];
}

export type StrategySource = Pick<LoadedStrategy, 'path' | 'inputs' | 'builtins'>;

export interface ErrorOrigin {
  readonly strategyId: string;
  readonly place: SourcePlace;
  /** `file:line:column` by its path from the strategy file's folder: the same on every machine. */
  readonly shown: string;
}

interface Prepared {
  readonly settings: StrategySettings;
  readonly source: LoadedStrategy;
  readonly markets: readonly BoundMarket[];
  /** Parameters as a definition's own schema gives them. */
  readonly paramsFor: (definition: StrategyDefinition) => unknown;
}

/**
 * Loads every strategy. Rejects with StrategyFileError where a file cannot be used, and with ConfigError where files are
 * missing, parameters are wrong or markets do not fit.
 */
export async function loadStrategies(loaded: LoadedConfig): Promise<LoadedStrategies> {
  const { config } = loaded;
  const complaints: Complaint[] = [];
  const prepared: Prepared[] = [];
  const bundles = bundleCacheFolder(process.env);
  for (const [index, settings] of config.strategies.entries()) {
    const strategy = await prepare({ loaded, index, settings, bundles }, complaints);
    if (strategy !== undefined) prepared.push(strategy);
  }
  if (complaints.length > 0) throw new ConfigError(complaints);
  const sourceOf = (strategyId: string): StrategySource => {
    const found = prepared.find(({ settings }) => settings.id === strategyId);
    if (found === undefined) throw new Error(`strategy ${strategyId} is not part of this run`);
    return found.source;
  };
  const risks = new Map(config.strategies.map(({ id, risk }) => [id, mergeRiskSettings(config.risk, risk)]));
  return {
    instances: prepared.map((strategy) => instanceOf(strategy, strategy.source.strategy)),
    fresh: () => Promise.all(prepared.map(async (strategy) => instanceOf(strategy, await strategy.source.fresh()))),
    riskOf: (strategyId) => risks.get(strategyId) ?? config.risk,
    unprotectedByChoice: [...risks].filter(([, risk]) => !risk.requireStop).map(([strategyId]) => strategyId),
    strategyHash: hashOf(prepared.map(({ source }) => source.strategyHash)),
    fileOf: (strategyId) => sourceOf(strategyId).path,
    sourceOf,
    originsOf: (error) => prepared.flatMap(({ settings, source }) => originOf(settings, source, error)),
  };
}

interface Preparing {
  readonly loaded: LoadedConfig;
  readonly index: number;
  readonly settings: StrategySettings;
  /** Folder in which bundles are kept. */
  readonly bundles: string;
}

/** One strategy, or undefined and a complaint more. */
async function prepare(
  { loaded, index, settings, bundles }: Preparing,
  complaints: Complaint[],
): Promise<Prepared | undefined> {
  if (!existsSync(settings.file)) {
    complaints.push(complaintAt(loaded, ['strategies', index, 'file'], `no such file: ${settings.file}`));
    return undefined;
  }
  const source = await loadStrategyFile(settings.file, { cacheFolder: bundles, host: HOST_MODULES });
  const markets = bindMarkets(source.strategy, index, loaded, complaints);
  const paramsFor = ({ params }: StrategyDefinition): unknown => parseStrategyParams(loaded, index, params);
  try {
    paramsFor(source.strategy);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    complaints.push(...error.complaints);
  }
  return { settings, source, markets, paramsFor };
}

/** Parameters are parsed for each definition anew: a schema may make objects that one run changes. */
function instanceOf({ settings, markets, paramsFor }: Prepared, definition: StrategyDefinition): StrategyInstance {
  return {
    strategyId: settings.id,
    definition,
    params: paramsFor(definition),
    markets,
    capitalRatio: settings.capitalRatio === null ? null : new Decimal(settings.capitalRatio),
  };
}

function originOf(settings: StrategySettings, source: LoadedStrategy, error: unknown): readonly ErrorOrigin[] {
  const place = source.locate(error);
  if (place === undefined) return [];
  const file = relative(dirname(source.path), place.file).split(sep).join('/');
  return [{ strategyId: settings.id, place, shown: `${file}:${place.line}:${place.column}` }];
}

function hashOf(hashes: readonly string[]): string {
  const [only, second] = hashes;
  if (only !== undefined && second === undefined) return only;
  return createHash('sha256').update(hashes.join('\n')).digest('hex');
}
