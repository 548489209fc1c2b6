// The configuration of a run over hand-made klines: the same schema as that of a file, filled in by the test.
import type { z } from 'zod';
import type { Complaint } from '../../config/complaint.ts';
import type { Config } from '../../config/config.ts';
import { exchangeSettingsOf } from '../../config/exchange-settings.ts';
import { explainIssues, explainUnknownKey, type ExplainParts } from '../../config/explain-issues.ts';
import { configSchema } from '../../config/schema.ts';
import { settingSchemaOf } from '../../config/setting-schema.ts';
import { unknownKeys } from '../../config/unknown-keys.ts';
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';
import type { RunOptions } from './run-options.ts';

export type TestSections = Pick<RunOptions, 'account' | 'exchange' | 'execution' | 'risk' | 'results'>;

export const STRATEGY_ID = 's1';

/** The sections of `options` over those of `defaults`; throws RangeError with a sentence for each setting that is wrong. */
export function testConfig(options: RunOptions, defaults: TestSections, symbols: readonly string[]): Config {
  const values = {
    name: 'test',
    seed: options.seed ?? 1,
    data: {
      synthetic: { symbols: Object.fromEntries(symbols.map((symbol) => [symbol, {}])) },
      instruments: 'made-by-hand.json',
      brackets: 'none',
    },
    account: { ...defaults.account, ...options.account },
    exchange: { ...defaults.exchange, ...options.exchange },
    execution: { ...defaults.execution, ...options.execution },
    risk: { ...defaults.risk, ...options.risk },
    results: { ...defaults.results, ...options.results },
    strategies: [{ id: STRATEGY_ID, file: 'made-by-hand.ts', markets: symbols[0] }],
  };
  const parsed = configSchema.safeParse(values);
  if (!parsed.success) {
    const complaints = explainIssues(parsed.error.issues, partsOf(values, configSchema));
    throw new RangeError(`settings of the run: ${sentencesOf(complaints)}`);
  }
  const { data } = parsed;
  if (data.execution.exitsWatch === 'trade') throw new RangeError(`settings of the run: ${NO_TRADES}`);
  return { ...data, name: 'test', exchange: exchangeSettingsOf(data.exchange, data.account) };
}

const NO_TRADES = 'execution.exitsWatch: found trade, allowed: kline or mark, since hand-made klines have no trades';

/**
 * What the strategy's own schema makes of `params`; throws RangeError with a sentence for each that is wrong, one that the
 * schema does not know included, whatever the schema itself does about those.
 */
export function testParams(strategy: StrategyDefinition, params: RunOptions['params'] = {}): unknown {
  const parts = partsOf(params, strategy.params);
  const unknown = unknownKeys(params, parts.schema).map((path) => explainUnknownKey(path, parts));
  const parsed = strategy.params.safeParse(params);
  const wrong = parsed.success ? [] : explainIssues(parsed.error.issues, parts);
  if (parsed.success && unknown.length === 0) return parsed.data;
  throw new RangeError(`params of "${strategy.name}": ${sentencesOf([...unknown, ...wrong])}`);
}

/** The settings stand in the test itself, which the stack of the error names. */
function partsOf(values: unknown, schema: z.ZodType): ExplainParts {
  const source = { values, placeOf: () => ({ text: '', line: 0, column: 0 }) };
  return { source, schema: settingSchemaOf(schema), under: [] };
}

function sentencesOf(complaints: readonly Complaint[]): string {
  return [...new Set(complaints.map(({ sentence }) => sentence))].join('; ');
}
