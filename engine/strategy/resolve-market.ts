// Which market an intent means: the role it names, or the only one the strategy has.
import type { SingleIntent } from '../domain/intent.ts';

export interface BoundMarket {
  readonly role: string;
  readonly symbol: string;
}

export type ResolvedMarket =
  { readonly symbol: string } | { readonly code: 'UNKNOWN_MARKET' | 'MARKET_NOT_NAMED'; readonly message: string };

/** A strategy of one market need not name it; one of several must, or its orders could land on the wrong one. */
export function resolveMarket(intent: SingleIntent, markets: readonly BoundMarket[]): ResolvedMarket {
  const roles = markets.map((market) => market.role).join(', ');
  const named = intent.market;
  if (named === undefined) {
    const [only, second] = markets;
    if (only !== undefined && second === undefined) return { symbol: only.symbol };
    return { code: 'MARKET_NOT_NAMED', message: `${intent.kind} names no market; the strategy has ${roles}` };
  }
  const found = markets.find((market) => market.role === named);
  if (found !== undefined) return { symbol: found.symbol };
  return { code: 'UNKNOWN_MARKET', message: `${intent.kind} names the market "${named}"; the strategy has ${roles}` };
}
