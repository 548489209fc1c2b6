// What the engine does with an intent: finds the markets it speaks of and hands it to execution. Nothing is sent here; the
// commands it leads to leave when the engine is quiet.
import type { Intent, SingleIntent } from '../domain/intent.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Execution } from '../execution/execution.ts';
import type { SymbolledIntent } from '../execution/follow-ups.ts';
import { REFUSAL_CODES } from '../execution/planner-codes.ts';
import { type ResolvedMarket, resolveMarket } from '../strategy/resolve-market.ts';
import type { SettingRequests } from './setting-requests.ts';
import type { StrategyInstance } from './strategy-instance.ts';

export interface IntentTurnParts {
  readonly now: () => number;
  readonly instanceOf: (strategyId: string) => StrategyInstance;
  readonly execution: Pick<Execution, 'handleIntent'>;
  readonly settingRequests: Pick<SettingRequests, 'speak'>;
  readonly refuse: (refusal: Refusal) => void;
}

/** The function that handles one intent of a strategy. */
export function createIntentTurn(parts: IntentTurnParts): (strategyId: string, intent: Intent) => void {
  return (strategyId, intent) => {
    const instance = parts.instanceOf(strategyId);
    const singles: readonly SingleIntent[] = intent.kind === 'together' ? intent.intents : [intent];
    const wishes: SymbolledIntent[] = [];
    for (const single of singles) {
      const resolved = resolveMarket(single, instance.markets);
      if ('code' in resolved) {
        refuseAll(parts, instance, singles, single, resolved);
        return;
      }
      wishes.push({ symbol: resolved.symbol, intent: single });
    }
    parts.settingRequests.speak(strategyId, wishes);
    parts.execution.handleIntent(strategyId, wishes);
  };
}

/** An intent for no market is refused, and with it all that was said together with it. */
function refuseAll(
  { now, refuse }: IntentTurnParts,
  { strategyId, markets }: StrategyInstance,
  singles: readonly SingleIntent[],
  lost: SingleIntent,
  { code, message }: Extract<ResolvedMarket, { readonly code: string }>,
): void {
  const tell = (single: SingleIntent, why: Pick<Refusal, 'code' | 'message' | 'operands'>): void => {
    const resolved = resolveMarket(single, markets);
    refuse({
      strategyId,
      // What names no market is told on the first one, since no stream is without.
      symbol: ('symbol' in resolved ? resolved.symbol : markets[0]?.symbol) ?? '',
      ref: single.ref ?? null,
      intent: single.kind,
      by: 'host',
      outcome: 'refused',
      ...why,
      time: now(),
    });
  };
  const roles = markets.map(({ role }) => role).join(', ');
  tell(lost, { code, message, operands: { market: lost.market ?? null, markets: roles } });
  for (const other of singles) {
    if (other === lost) continue;
    tell(other, { code: 'TOGETHER_REFUSED', message: REFUSAL_CODES.TOGETHER_REFUSED, operands: { because: code } });
  }
}
