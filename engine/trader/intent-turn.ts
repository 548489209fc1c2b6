// What the engine does with an intent: finds the markets it speaks of and hands it to execution. Nothing is sent here; the
// commands it leads to leave when the engine is quiet.
import type { Intent, SingleIntent } from '../domain/intent.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Execution } from '../execution/execution.ts';
import { resolveMarket } from '../strategy/resolve-market.ts';
import type { StrategyInstance } from './strategy-instance.ts';

export interface IntentTurnParts {
  readonly now: () => number;
  readonly instanceOf: (strategyId: string) => StrategyInstance;
  readonly execution: Pick<Execution, 'handleIntent'>;
  readonly refuse: (refusal: Refusal) => void;
}

/** The function that handles one intent of a strategy. */
export function createIntentTurn(parts: IntentTurnParts): (strategyId: string, intent: Intent) => void {
  return (strategyId, intent) => {
    const { markets } = parts.instanceOf(strategyId);
    const singles: readonly SingleIntent[] = intent.kind === 'together' ? intent.intents : [intent];
    const wishes: { readonly symbol: string; readonly intent: SingleIntent }[] = [];
    for (const single of singles) {
      const resolved = resolveMarket(single, markets);
      if ('symbol' in resolved) {
        wishes.push({ symbol: resolved.symbol, intent: single });
        continue;
      }
      parts.refuse({
        strategyId,
        symbol: markets[0]?.symbol ?? '',
        ref: single.ref ?? null,
        intent: intent.kind,
        by: 'host',
        outcome: 'refused',
        code: resolved.code,
        message: resolved.message,
        operands: { market: single.market ?? null, markets: markets.map(({ role }) => role).join(', ') },
        time: parts.now(),
      });
      return;
    }
    parts.execution.handleIntent(strategyId, wishes);
  };
}
