// Whether the account may have the leverage it wants by the brackets of its symbols: found out before the run, where the
// setting can still be named.
import type { Complaint } from '../config/complaint.ts';
import { ConfigError } from '../config/complaint.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { complaintAt } from './complaint-at.ts';
import type { LoadedRules } from './load-rules.ts';

/** Throws a ConfigError where a symbol's leverage goes beyond all of its brackets. */
export function demandAccountFits(
  loaded: Pick<LoadedConfig, 'config' | 'source'>,
  { brackets }: Pick<LoadedRules, 'brackets'>,
): void {
  const { account } = loaded.config;
  const complaints: Complaint[] = [];
  for (const [symbol, symbolBrackets] of brackets) {
    const own = account.symbols[symbol];
    const leverage = own?.leverage ?? account.leverage;
    const leverageMax = Math.max(...symbolBrackets.map((bracket) => bracket.leverageMax));
    if (leverage > leverageMax) {
      const path =
        (own?.leverage ?? null) === null ? ['account', 'leverage'] : ['account', 'symbols', symbol, 'leverage'];
      complaints.push(
        complaintAt(loaded, path, `found ${leverage}, the brackets of ${symbol} allow at most ${leverageMax}`),
      );
    }
  }
  if (complaints.length > 0) throw new ConfigError(complaints);
}
