// A config that can be run: every default put in, every path absolute, every cross-check passed.
import type { ExchangeSettings } from '../backtest/exchange/settings.ts';
import type { ExecutionSettings } from '../engine/execution/settings.ts';
import type { RiskSettings } from '../engine/risk/settings.ts';
import type { AccountSettings } from './account-settings.ts';
import type { DataSettings } from './data-settings.ts';
import type { ResultsSettings } from './results-settings.ts';
import type { StrategySettings } from './strategy-settings.ts';

export interface Config {
  readonly name: string;
  readonly seed: number;
  readonly data: DataSettings;
  readonly account: AccountSettings;
  /** Section `exchange` and what the exchange needs of `account`. */
  readonly exchange: ExchangeSettings;
  readonly execution: ExecutionSettings;
  readonly risk: RiskSettings;
  readonly results: ResultsSettings;
  /** In the order of the file; `risk` of each holds only what it says itself. */
  readonly strategies: readonly StrategySettings[];
}

/** Symbols the config has data for, in its order. */
export function symbolsOf(data: DataSettings): readonly string[] {
  return Object.keys(data.synthetic?.symbols ?? data.markets);
}
