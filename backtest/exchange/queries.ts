// What the exchange tells of itself when it is asked.
import type { QueryOrderCommand, QuerySnapshotCommand } from '../../engine/domain/command.ts';
import type { VenueCapabilities } from '../../engine/domain/report.ts';
import { ORDER_TYPES } from '../../engine/domain/order.ts';
import type { Desk } from './desk.ts';
import { openOrders } from './resting-orders.ts';
import { accountSettingsOf, booksOf } from './state.ts';
import { venueOrderOf } from './working-order.ts';

export function capabilitiesOf(batchMax: number): VenueCapabilities {
  return {
    orderTypes: ORDER_TYPES,
    amend: true,
    batchMax,
    countdown: true,
    hedgeMode: true,
    clientOrderIds: true,
    replaceBeforeCancel: true,
  };
}

/** Tells one order (null where it is not known), or the books, settings and open orders of the account. */
export function answerQuery(desk: Desk, command: QueryOrderCommand | QuerySnapshotCommand, time: number): void {
  const { state, sink } = desk;
  const { requestId } = command;
  if (command.kind === 'querySnapshot') {
    const open = state.markets.flatMap((market) => openOrders(market.orders).map(venueOrderOf));
    const snapshot = { books: booksOf(state), settings: accountSettingsOf(state), openOrders: open };
    return sink.emit({ kind: 'snapshot', requestId, snapshot }, time);
  }
  const { clientOrderId, symbol } = command;
  const market = state.markets.find((candidate) => candidate.symbol === symbol);
  const found = market?.orders.byId.get(clientOrderId) ?? desk.endedOrders?.find(clientOrderId);
  const order = found === undefined || found.request.symbol !== symbol ? null : venueOrderOf(found);
  sink.emit({ kind: 'orderState', requestId, clientOrderId, order }, time);
}
