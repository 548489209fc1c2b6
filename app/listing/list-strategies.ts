// Strategies as a list tells them: name, idea, markets, parameters with their limits, and the configs that run them.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describeAllowed } from '../../config/describe-allowed.ts';
import { listSettings } from '../../config/reference/list-settings.ts';
import { settingSchemaOf } from '../../config/setting-schema.ts';
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';
import { loadStrategyFile } from '../../engine/strategy/loader.ts';
import { StrategyFileError } from '../../engine/strategy/strategy-file-error.ts';
import { bundleCacheFolder } from '../cache-folder.ts';
import { HOST_MODULES } from '../host-modules.ts';
import { packageRoot } from '../package-root.ts';
import { type ConfigsByStrategy, findConfigs } from './configs-of.ts';
import { findStrategyFiles, strategyFilesIn } from './find-strategy-files.ts';
import { headerSentence } from './strategy-header.ts';

export interface ListedParameter {
  /** Members of members with a dot between. */
  readonly name: string;
  /** What may be written, in words. */
  readonly allowed: string;
  /** As JSON has it; undefined where it must be given. */
  readonly default?: unknown;
  readonly required: boolean;
  readonly description: string;
  readonly type: string | null;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly choices?: readonly unknown[];
}

export interface ListedStrategy {
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** The first sentence of its header; null where it has none. */
  readonly description: string | null;
  readonly markets: readonly string[];
  readonly needs: readonly string[];
  readonly parameters: readonly ListedParameter[];
  /** Absolute paths of configs that run it, those on made-up klines first. */
  readonly configs: readonly string[];
}

export interface StrategyList {
  readonly strategies: readonly ListedStrategy[];
  /** One sentence for each file that cannot be used. */
  readonly broken: readonly string[];
}

/**
 * The strategies in `paths`, files and folders; where none are named, the shipped examples and what lies in the working
 * folder and its `strategies`. Rejects with UserError for a path that is not there.
 */
export async function listStrategies(paths: readonly string[]): Promise<StrategyList> {
  const shipped = join(packageRoot(), 'strategies');
  const places = paths.length > 0 ? paths : [shipped, ...ownPlaces()];
  const files = [...new Set(findStrategyFiles(places).map((file) => realpathSync(file)))];
  const configs = findConfigs([...files.map((file) => dirname(file)), examplesFolder()]);
  const strategies: ListedStrategy[] = [];
  const broken: string[] = [];
  for (const file of files) {
    try {
      strategies.push(await listed(file, configs));
    } catch (error) {
      if (!(error instanceof StrategyFileError)) throw error;
      broken.push(error.message.replace(/\s*\n\s*/g, ' '));
    }
  }
  return { strategies, broken };
}

function examplesFolder(): string {
  return join(packageRoot(), 'config', 'examples');
}

/** Where `sluice new` puts strategies; whatever else lies below the working folder is looked at when it is named. */
function ownPlaces(): readonly string[] {
  const folder = resolve('.');
  const strategies = join(folder, 'strategies');
  return [...strategyFilesIn(folder), ...(existsSync(strategies) ? [strategies] : [])];
}

async function listed(file: string, configs: ConfigsByStrategy): Promise<ListedStrategy> {
  const cacheFolder = bundleCacheFolder(process.env);
  const { strategy, path } = await loadStrategyFile(file, { cacheFolder, host: HOST_MODULES });
  const { name, markets, needs } = strategy;
  const description = headerSentence(readFileSync(path, 'utf8'));
  return {
    name,
    file,
    description,
    markets,
    needs,
    parameters: parametersOf(strategy),
    configs: configs.get(file) ?? [],
  };
}

/** The parameters as the strategy's schema states them. */
function parametersOf({ params }: StrategyDefinition): readonly ListedParameter[] {
  return listSettings(settingSchemaOf(params))
    .filter(({ hasMembers }) => !hasMembers)
    .map(({ path, schema, required }) => {
      const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
      return {
        name: path,
        allowed: describeAllowed(schema),
        ...('default' in schema ? { default: schema.default } : {}),
        required,
        description: schema.description ?? '',
        type: typeof type === 'string' ? type : null,
        ...(limit(minimum) ? { minimum } : {}),
        ...(limit(maximum) ? { maximum } : {}),
        ...(exclusiveMinimum === undefined ? {} : { exclusiveMinimum }),
        ...(exclusiveMaximum === undefined ? {} : { exclusiveMaximum }),
        ...(schema.enum === undefined ? {} : { choices: schema.enum }),
      };
    });
}

/** Every whole number is within the safe ones; that is no limit anybody set. */
function limit(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
}
