// Reads a config: file, environment, command line, defaults, checks, in this order. All that is wrong is told at once.
import { readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import type { z } from 'zod';
import { ConfigError } from './complaint.ts';
import type { Config } from './config.ts';
import { hashConfig } from './config-hash.ts';
import { crossCheck } from './cross-checks.ts';
import { exchangeSettingsOf } from './exchange-settings.ts';
import { explainIssues, type ValueSource } from './explain-issues.ts';
import { applyOverrides, type Override } from './overrides.ts';
import { readYaml } from './read-yaml.ts';
import { resolveDataPaths, resolveStrategyPath } from './resolve-paths.ts';
import { type ConfigFile, configSchema } from './schema.ts';
import { settingSchemaOf } from './setting-schema.ts';
import type { Environment } from './substitute-environment.ts';

export interface ConfigRequest {
  /** Path as the user typed it; complaints name the file so. */
  readonly path: string;
  readonly overrides: readonly Override[];
  readonly environment: Environment;
}

export interface LoadedConfig {
  readonly config: Config;
  /** sha256 in hex of what the config says. */
  readonly configHash: string;
  /** Where its values were written, for what is checked later. */
  readonly source: ValueSource;
}

/** Reads and checks the config at `path`; throws a ConfigError with every complaint. */
export function loadConfig(request: ConfigRequest): LoadedConfig {
  return parseConfig(readText(request.path), request);
}

/** `loadConfig` over a text that is already read. */
export function parseConfig(text: string, { path, overrides, environment }: ConfigRequest): LoadedConfig {
  const source = applyOverrides(readYaml(path, text, environment), overrides);
  const parsed = configSchema.safeParse(source.values);
  if (!parsed.success) {
    const parts = { source, schema: settingSchemaOf(configSchema), under: [] };
    throw new ConfigError(explainIssues(parsed.error.issues, parts));
  }
  const complaints = crossCheck(parsed.data, source);
  if (complaints.length > 0) throw new ConfigError(complaints);
  const config = resolveConfig(parsed.data, path);
  return { config, configHash: hashConfig(config), source };
}

/**
 * What a strategy's own schema found wrong with the parameters of `strategies[index]`, in the words and with the places of
 * the config's own complaints. `parseStrategyParams` does this and finds misspelt names besides.
 */
export function explainParams(
  { source }: LoadedConfig,
  index: number,
  schema: z.ZodType,
  error: z.ZodError,
): ConfigError {
  const under = ['strategies', index, 'params'];
  return new ConfigError(explainIssues(error.issues, { source, schema: settingSchemaOf(schema), under }));
}

function resolveConfig(file: ConfigFile, path: string): Config {
  const folder = dirname(resolve(path));
  return {
    ...file,
    name: file.name ?? basename(path, extname(path)),
    data: resolveDataPaths(file.data, folder),
    exchange: exchangeSettingsOf(file.exchange, file.account),
    strategies: file.strategies.map((strategy) => resolveStrategyPath(strategy, folder)),
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const sentence = READ_FAILURES[code] ?? `cannot be read (${code === '' ? String(error) : code})`;
    throw new ConfigError([{ place: { text: path, line: 0, column: 0 }, sentence }]);
  }
}

const READ_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder, a config file is needed',
  EACCES: 'may not be read (no permission)',
};
