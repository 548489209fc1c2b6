// Whether the account can be what the configuration wants by the rules of its symbols: found out before the run, where the
// setting can still be named.
import { type Complaint, ConfigError } from '../config/complaint.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { complaintAt } from './complaint-at.ts';
import type { LoadedRules } from './load-rules.ts';

type Loaded = Pick<LoadedConfig, 'config' | 'source'>;

/** Throws a ConfigError where margin is another asset than the account's, or leverage goes beyond all brackets of a symbol. */
export function demandAccountFits(
  loaded: Loaded,
  { instruments, brackets }: Pick<LoadedRules, 'instruments' | 'brackets'>,
): void {
  const complaints = [...complainOfAsset(loaded, instruments), ...complainOfLeverage(loaded, brackets)];
  if (complaints.length > 0) throw new ConfigError(complaints);
}

/** Margin and results are counted in one asset. */
function complainOfAsset(loaded: Loaded, instruments: LoadedRules['instruments']): readonly Complaint[] {
  const { asset } = loaded.config.account;
  const other = [...instruments.values()].find(({ marginAsset }) => marginAsset !== asset);
  if (other === undefined) return [];
  const sentence = `found ${asset}, but ${other.symbol} is margined in ${other.marginAsset}`;
  return [complaintAt(loaded, ['account', 'asset'], sentence)];
}

function complainOfLeverage(loaded: Loaded, brackets: LoadedRules['brackets']): readonly Complaint[] {
  const { account } = loaded.config;
  return [...brackets].flatMap(([symbol, symbolBrackets]) => {
    const own = account.symbols[symbol]?.leverage ?? null;
    const leverage = own ?? account.leverage;
    const leverageMax = Math.max(...symbolBrackets.map((bracket) => bracket.leverageMax));
    if (leverage <= leverageMax) return [];
    const path = own === null ? ['account', 'leverage'] : ['account', 'symbols', symbol, 'leverage'];
    return [complaintAt(loaded, path, `found ${leverage}, the brackets of ${symbol} allow at most ${leverageMax}`)];
  });
}
