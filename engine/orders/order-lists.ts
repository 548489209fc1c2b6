// The orders that have not ended, in order of arrival: all of them, per symbol and per strategy. A list handed out is a
// value: it stays as it is while orders change, and is made anew only when asked for after a change.
import type { Order } from '../domain/order.ts';

export interface OrderLists {
  /** Adds an order at the end, or replaces the one of its id in its place. */
  put(order: Order): void;
  remove(order: Order): void;
  all(): readonly Order[];
  ofSymbol(symbol: string): readonly Order[];
  ofStrategy(strategyId: string): readonly Order[];
}

export function createOrderLists(): OrderLists {
  const everything = createOrderList();
  const bySymbol = new Map<string, OrderList>();
  const byStrategy = new Map<string, OrderList>();

  const listsOf = (order: Order): readonly OrderList[] => {
    const ofSymbol = listIn(bySymbol, order.symbol);
    return order.strategyId === null
      ? [everything, ofSymbol]
      : [everything, ofSymbol, listIn(byStrategy, order.strategyId)];
  };

  return {
    put: (order) => {
      for (const list of listsOf(order)) list.put(order);
    },
    remove: (order) => {
      for (const list of listsOf(order)) list.remove(order.clientOrderId);
    },
    all: () => everything.orders(),
    ofSymbol: (symbol) => bySymbol.get(symbol)?.orders() ?? NO_ORDERS,
    ofStrategy: (strategyId) => byStrategy.get(strategyId)?.orders() ?? NO_ORDERS,
  };
}

const NO_ORDERS: readonly Order[] = [];

interface OrderList {
  put(order: Order): void;
  remove(clientOrderId: string): void;
  orders(): readonly Order[];
}

function createOrderList(): OrderList {
  const byId = new Map<string, Order>();
  let listed: readonly Order[] = NO_ORDERS;
  let isCurrent = true;
  return {
    put: (order) => {
      byId.set(order.clientOrderId, order);
      isCurrent = false;
    },
    remove: (clientOrderId) => {
      byId.delete(clientOrderId);
      isCurrent = false;
    },
    orders: () => {
      if (!isCurrent) {
        listed = [...byId.values()];
        isCurrent = true;
      }
      return listed;
    },
  };
}

function listIn(lists: Map<string, OrderList>, key: string): OrderList {
  const found = lists.get(key);
  if (found !== undefined) return found;
  const made = createOrderList();
  lists.set(key, made);
  return made;
}
