// Keeps the orders of a run as they were left, and to which trades each belongs: those its fills had a part in; where it
// filled nothing, the trade its bracket held when it was sent.
import type { OrderRow } from '../backtest/report/run-outcome.ts';
import type { Order } from '../engine/domain/order.ts';
import type { AttributedFill } from '../engine/trader/observer.ts';

export interface OrderRecord {
  orderChanged(order: Order, reason: string | null): void;
  filled(fill: AttributedFill): void;
  /** In order of placement. */
  rows(): readonly OrderRow[];
}

interface Entry {
  order: Order;
  readonly reason: string | null;
  /** The trade of its bracket when it was sent; null where that held nothing. */
  readonly bracketTradeId: string | null;
  readonly tradeIds: string[];
}

export function createOrderRecord(): OrderRecord {
  const entries = new Map<string, Entry>();
  /** The last trade that was entered in each bracket. */
  const tradeIds = new Map<string, string>();

  return {
    orderChanged(order, reason) {
      const known = entries.get(order.clientOrderId);
      if (known !== undefined) {
        known.order = order;
        return;
      }
      const { bracketId, role } = order;
      const bracketTradeId = bracketId === null || role === 'entry' ? null : (tradeIds.get(bracketId) ?? null);
      entries.set(order.clientOrderId, { order, reason, bracketTradeId, tradeIds: [] });
    },
    filled({ clientOrderId, bracketId, parts }) {
      const entry = clientOrderId === null ? undefined : entries.get(clientOrderId);
      for (const { tradeId, part } of parts) {
        if (part === 'entry' && bracketId !== null) tradeIds.set(bracketId, tradeId);
        if (entry !== undefined && !entry.tradeIds.includes(tradeId)) entry.tradeIds.push(tradeId);
      }
    },
    rows: () =>
      [...entries.values()].map(({ order, reason, bracketTradeId, tradeIds: filledIn }) => ({
        reason,
        tradeIds: filledIn.length > 0 || bracketTradeId === null ? filledIn : [bracketTradeId],
        ...order,
      })),
  };
}
