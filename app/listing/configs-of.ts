// Which configs run which strategy file, so that a list can say how to run it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { parse } from 'yaml';

/** Configs, absolute, by the absolute path of a strategy file they run; those on made-up klines first. */
export type ConfigsByStrategy = ReadonlyMap<string, readonly string[]>;

interface Found {
  readonly config: string;
  readonly strategies: readonly string[];
  readonly isSynthetic: boolean;
}

/** Looks through the YAML files that lie in `folders`; what is no config is passed over. */
export function findConfigs(folders: readonly string[]): ConfigsByStrategy {
  const found = [...new Set(folders)].flatMap(yamlFilesIn).flatMap(configAt);
  const inOrder = found.toSorted((a, b) => Number(b.isSynthetic) - Number(a.isSynthetic));
  const configs = new Map<string, readonly string[]>();
  for (const { config, strategies } of inOrder) {
    for (const strategy of strategies) configs.set(strategy, [...(configs.get(strategy) ?? []), config]);
  }
  return configs;
}

function yamlFilesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => ['.yaml', '.yml'].includes(extname(name)));
    return names.toSorted().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** A file that is not even YAML is somebody else's; it is told of when it is run. */
function configAt(path: string): readonly Found[] {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'), { logLevel: 'silent' });
  } catch {
    return [];
  }
  const strategies = listOf(memberOf(content, 'strategies')).flatMap((strategy) => {
    const file = memberOf(strategy, 'file');
    return typeof file === 'string' ? [resolve(dirname(path), file)] : [];
  });
  const isSynthetic = memberOf(memberOf(content, 'data'), 'synthetic') !== undefined;
  return strategies.length === 0 ? [] : [{ config: path, strategies: [...new Set(strategies)], isSynthetic }];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
