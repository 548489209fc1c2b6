// The parameters of a strategy, checked by the strategy's own schema once its file is loaded, in the words and with the places
// of the config's own complaints.
import type { z } from 'zod';
import { ConfigError } from './complaint.ts';
import { explainIssues, explainUnknownKey } from './explain-issues.ts';
import type { LoadedConfig } from './load-config.ts';
import { settingSchemaOf } from './setting-schema.ts';
import { unknownKeys } from './unknown-keys.ts';

/**
 * The parameters of `strategies[index]` as its schema gives them, defaults put in. Throws a ConfigError with every complaint,
 * unknown keys included, whatever the schema itself does about those.
 */
export function parseStrategyParams<P extends z.ZodType>(loaded: LoadedConfig, index: number, schema: P): z.output<P> {
  const given = loaded.config.strategies[index]?.params ?? {};
  const parts = { source: loaded.source, schema: settingSchemaOf(schema), under: ['strategies', index, 'params'] };
  const unknown = unknownKeys(given, parts.schema).map((path) => explainUnknownKey(path, parts));
  const parsed = schema.safeParse(given);
  const wrong = parsed.success ? [] : explainIssues(parsed.error.issues, parts);
  if (!parsed.success || unknown.length > 0) throw new ConfigError([...unknown, ...wrong]);
  return parsed.data;
}
