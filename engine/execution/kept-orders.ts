// The set of resting orders a strategy keeps in a market by `keepOrders`, by its own keys. A key lives from its first order
// until the strategy leaves it out of the set once. Within that life it asks for one quantity: what its orders have filled
// counts, so a key that is filled is not placed again before it was absent.
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { IntentOf } from '../domain/intent.ts';

export type KeptSet = IntentOf<'keepOrders'>['orders'];

export interface KeptSlot {
  /** The order that stands for the key now; null between orders. */
  readonly clientOrderId: string | null;
  /** What earlier orders of this life filled, base asset. */
  readonly filledBefore: Decimal;
}

export interface KeptOrders {
  /** Keys of the market that are alive. */
  of(strategyId: string, symbol: string): ReadonlyMap<string, KeptSlot>;
  placed(strategyId: string, symbol: string, key: string, clientOrderId: string): void;
  /** The order ended with this much filled. */
  ended(clientOrderId: string, filled: Decimal): void;
  /** The set the strategy wants now; the life of every key outside of it is over. */
  wanted(strategyId: string, symbol: string, orders: KeptSet): void;
  /** The set it said last; undefined where it keeps none. */
  lastSet(strategyId: string, symbol: string): KeptSet | undefined;
  /** The set an order is kept in; undefined where it is not a kept one. */
  placeOf(clientOrderId: string): KeptPlace | undefined;
}

export interface KeptPlace {
  readonly strategyId: string;
  readonly symbol: string;
  readonly key: string;
}

const NOTHING: ReadonlyMap<string, KeptSlot> = new Map();

export function createKeptOrders(): KeptOrders {
  const sets = new Map<string, Map<string, KeptSlot>>();
  const said = new Map<string, KeptSet>();
  const places = new Map<string, KeptPlace>();
  const setOf = (strategyId: string, symbol: string): Map<string, KeptSlot> | undefined =>
    sets.get(`${strategyId} ${symbol}`);

  return {
    of: (strategyId, symbol) => setOf(strategyId, symbol) ?? NOTHING,
    placed: (strategyId, symbol, key, clientOrderId) => {
      const set = setOf(strategyId, symbol) ?? new Map<string, KeptSlot>();
      sets.set(`${strategyId} ${symbol}`, set);
      set.set(key, { clientOrderId, filledBefore: set.get(key)?.filledBefore ?? ZERO });
      places.set(clientOrderId, { strategyId, symbol, key });
    },
    ended: (clientOrderId, filled) => {
      const place = places.get(clientOrderId);
      if (place === undefined) return;
      places.delete(clientOrderId);
      const set = setOf(place.strategyId, place.symbol);
      const slot = set?.get(place.key);
      // The key may have died, or begun a new life with another order.
      if (set === undefined || slot?.clientOrderId !== clientOrderId) return;
      set.set(place.key, { clientOrderId: null, filledBefore: slot.filledBefore.plus(filled) });
    },
    wanted: (strategyId, symbol, orders) => {
      said.set(`${strategyId} ${symbol}`, orders);
      const set = setOf(strategyId, symbol);
      if (set === undefined) return;
      for (const key of set.keys()) if (!Object.hasOwn(orders, key)) set.delete(key);
    },
    lastSet: (strategyId, symbol) => said.get(`${strategyId} ${symbol}`),
    placeOf: (clientOrderId) => places.get(clientOrderId),
  };
}
