// Every bracket that may still hold or bring something, by market and by order, oldest first; and for a while those that
// closed, since a fill that crossed a cancel may open one again.
import { createFifo } from '../orders/fifo.ts';
import { type Bracket, phaseOf } from './bracket.ts';
import { isWatching } from './engine-exits.ts';
import type { BracketLookup } from './planning.ts';

export interface BracketBook extends BracketLookup {
  get(bracketId: string): Bracket | undefined;
  /** The bracket whose entry or leg the order is, or was. */
  ofOrder(clientOrderId: string): Bracket | undefined;
  /** Takes a bracket as it is now. */
  put(bracket: Bracket): void;
  open(): readonly Bracket[];
  ofStrategy(strategyId: string): readonly Bracket[];
  /** Brackets of the symbol whose stop the engine moves by prices; undefined where there is none. */
  watching(symbol: string): ReadonlySet<string> | undefined;
}

const NONE: readonly Bracket[] = [];

/** Remembers the last `closedMax` brackets that closed. */
export function createBracketBook(closedMax = 1000): BracketBook {
  const brackets = new Map<string, Bracket>();
  const idsOf = new Map<string, string[]>();
  const byOrder = new Map<string, string>();
  const openByMarket = new Map<string, Map<string, Bracket>>();
  const watchingBySymbol = new Map<string, Set<string>>();
  const closed = createFifo<string>();

  const index = (bracketId: string, clientOrderId: string): void => {
    if (byOrder.has(clientOrderId)) return;
    byOrder.set(clientOrderId, bracketId);
    const ids = idsOf.get(bracketId);
    if (ids === undefined) idsOf.set(bracketId, [clientOrderId]);
    else ids.push(clientOrderId);
  };

  const forget = (bracketId: string): void => {
    const bracket = brackets.get(bracketId);
    // One that was opened again by a late fill is remembered until it closes again.
    if (bracket === undefined || phaseOf(bracket) !== 'closed') return;
    for (const clientOrderId of idsOf.get(bracketId) ?? []) byOrder.delete(clientOrderId);
    idsOf.delete(bracketId);
    brackets.delete(bracketId);
  };

  const watch = (bracket: Bracket): void => {
    const watched = watchingBySymbol.get(bracket.symbol);
    if (!isWatching(bracket)) {
      if (watched?.delete(bracket.bracketId) === true && watched.size === 0) watchingBySymbol.delete(bracket.symbol);
    } else if (watched === undefined) {
      watchingBySymbol.set(bracket.symbol, new Set([bracket.bracketId]));
    } else {
      watched.add(bracket.bracketId);
    }
  };

  const open = (): readonly Bracket[] => [...openByMarket.values()].flatMap((market) => [...market.values()]);

  return {
    get: (bracketId) => brackets.get(bracketId),
    ofOrder: (clientOrderId) => brackets.get(byOrder.get(clientOrderId) ?? ''),
    put: (bracket) => {
      const { bracketId } = bracket;
      brackets.set(bracketId, bracket);
      index(bracketId, bracket.entryId);
      for (const leg of bracket.legs) index(bracketId, leg.clientOrderId);
      watch(bracket);
      const key = `${bracket.strategyId} ${bracket.symbol}`;
      const market = openByMarket.get(key) ?? new Map<string, Bracket>();
      openByMarket.set(key, market);
      if (phaseOf(bracket) !== 'closed') {
        market.set(bracketId, bracket);
      } else if (market.delete(bracketId)) {
        closed.push(bracketId);
        const forgotten = closed.size > closedMax ? closed.shift() : undefined;
        if (forgotten !== undefined) forget(forgotten);
      }
    },
    open,
    ofStrategy: (strategyId) => open().filter((bracket) => bracket.strategyId === strategyId),
    ofMarket: (strategyId, symbol) => {
      const market = openByMarket.get(`${strategyId} ${symbol}`);
      return market === undefined || market.size === 0 ? NONE : [...market.values()];
    },
    watching: (symbol) => watchingBySymbol.get(symbol),
  };
}
