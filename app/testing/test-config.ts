// The configuration of a run over hand-made klines: the same schema as that of a file, filled in by the test.
import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { exchangeSettingsOf } from '../../config/exchange-settings.ts';
import { configSchema } from '../../config/schema.ts';
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';
import type { RunOptions } from './run-options.ts';

export type TestSections = Pick<RunOptions, 'account' | 'exchange' | 'execution' | 'risk' | 'results'>;

export const STRATEGY_ID = 's1';

/** The sections of `options` over those of `defaults`; throws RangeError with a sentence for each setting that is wrong. */
export function testConfig(options: RunOptions, defaults: TestSections, symbols: readonly string[]): Config {
  const parsed = configSchema.safeParse({
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
  });
  if (!parsed.success) throw new RangeError(`settings of the run: ${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  if (data.execution.exitsWatch === 'trade') throw new RangeError(`settings of the run: ${NO_TRADES}`);
  return { ...data, name: 'test', exchange: exchangeSettingsOf(data.exchange, data.account) };
}

const NO_TRADES = 'execution.exitsWatch: found trade, allowed: kline or mark, since hand-made klines have no trades';

/** What the strategy's own schema makes of `params`; throws RangeError with a sentence for each that is wrong. */
export function testParams(strategy: StrategyDefinition, params: RunOptions['params']): unknown {
  const parsed = strategy.params.safeParse(params ?? {});
  if (!parsed.success) throw new RangeError(`params of "${strategy.name}": ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
