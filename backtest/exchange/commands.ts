// What a command does where it meets the walk of its symbol.
import type { AmendCommand, CancelCommand, Command } from '../../engine/domain/command.ts';
import type { OrderRequest } from '../../engine/domain/order.ts';
import { amendRejectionOf, isReducing, type Rejection, rejectionOf } from './acceptance.ts';
import type { Arrival } from './arrivals.ts';
import type { Desk } from './desk.ts';
import { placePrice } from './fill-price.ts';
import { endOrder, enterLimit, satisfiesLimit, takeNow } from './matching.ts';
import { answerQuery } from './queries.ts';
import { addOrder, moveOrder, openOrders } from './resting-orders.ts';
import { changeLeverage, changeMarginMode } from './symbol-settings.ts';
import { observeTrail } from './trailing.ts';
import type { Walk } from './walk.ts';
import { createWorkingOrder, type WorkingOrder } from './working-order.ts';

/** Rows one batch may have. */
export const BATCH_MAX = 5;

/** Carries out a command at the place where the walk of its symbol stands. */
export function carryOut(desk: Desk, walk: Walk, { command, time }: Arrival): void {
  const { market } = walk;
  switch (command.kind) {
    case 'place':
      return place(desk, walk, command.order);
    case 'amend':
      return amend(desk, walk, command);
    case 'cancel':
      return cancel(desk, walk, command);
    case 'cancelAll':
      for (const order of openOrders(market.orders)) endOrder(desk, walk, order, 'cancelled', 'requested');
      return;
    case 'armCountdown':
      market.countdownTime = command.countdownMs > 0 ? time + command.countdownMs : Infinity;
      return;
    case 'setLeverage':
      return changeLeverage(desk, market, command, walk.time);
    case 'setMarginMode':
      return changeMarginMode(desk, market, command, walk.time);
    case 'queryOrder':
    case 'querySnapshot':
      return answerQuery(desk, command, walk.time);
    case 'placeBatch':
      // Rows of a batch arrive one by one; only a batch that is too long comes here.
      for (const order of command.orders) refuse(desk, walk, order);
  }
}

/** Symbol a command belongs to; null for the snapshot, which is the account's. */
export function symbolOf(command: Command): string | null {
  if (command.kind === 'place') return command.order.symbol;
  if (command.kind === 'placeBatch') return command.orders[0]?.symbol ?? null;
  return command.kind === 'querySnapshot' ? null : command.symbol;
}

function place(desk: Desk, walk: Walk, request: OrderRequest): void {
  const { market } = walk;
  const { clientOrderId, symbol } = request;
  const rejection = rejectionOf(desk, walk, request);
  if (rejection !== undefined) {
    desk.sink.emit({ kind: 'orderRejected', clientOrderId, symbol, ...rejection }, walk.time);
    return;
  }
  desk.counts.orders += 1;
  const venueOrderId = `${desk.counts.orders}`;
  desk.counts.arrivals += 1;
  const order = createWorkingOrder(request, venueOrderId, desk.counts.arrivals, isReducing(request), walk.time);
  addOrder(market.orders, order);
  if (walk.isTraded) {
    const working = request.workingType === 'mark' ? market.mark : market.last;
    observeTrail(order, working, market.instrument.priceTick);
  }
  desk.sink.emit({ kind: 'orderAccepted', clientOrderId, symbol, venueOrderId }, walk.time);
  if (request.type === 'LIMIT') arriveAsLimit(desk, walk, order);
  // On a tape it waits for the next trade, never taking from one that was there before it (TRADE-4).
  else if (request.type === 'MARKET' && walk.tape === null) takeNow(desk, walk, order, placePrice(walk, request.side));
}

/** A limit order that comes by a command; a marketable one waits on a tape for the next trade (TRADE-4). */
function arriveAsLimit(desk: Desk, walk: Walk, order: WorkingOrder): void {
  const { market, tape } = walk;
  const { side, price } = order.request;
  const limitPrice = price?.toNumber() ?? Number.NaN;
  if (tape === null || !satisfiesLimit(side, limitPrice, market.last, desk.settings.limitFill)) {
    return enterLimit(desk, walk, order);
  }
  moveOrder(market.orders, order, () => (order.stage = 'taking'));
}

function refuse({ sink }: Desk, walk: Walk, { clientOrderId, symbol }: OrderRequest): void {
  const message = `a batch has at most ${BATCH_MAX} rows`;
  sink.emit({ kind: 'orderRejected', clientOrderId, symbol, code: 'BAD_REQUEST', message }, walk.time);
}

function cancel(desk: Desk, walk: Walk, { clientOrderId, symbol }: CancelCommand): void {
  const order = walk.market.orders.byId.get(clientOrderId);
  if (order !== undefined) return endOrder(desk, walk, order, 'cancelled', 'requested');
  const message = `no order ${clientOrderId} is open`;
  desk.sink.emit({ kind: 'cancelRejected', clientOrderId, symbol, code: 'UNKNOWN_ORDER', message }, walk.time);
}

function amend(desk: Desk, walk: Walk, command: AmendCommand): void {
  const { market } = walk;
  const { clientOrderId, symbol, quantity, price } = command;
  const order = market.orders.byId.get(clientOrderId);
  const rejection = amendRejection(desk, walk, command, order);
  if (rejection !== undefined)
    desk.sink.emit({ kind: 'amendRejected', clientOrderId, symbol, ...rejection }, walk.time);
  if (rejection !== undefined || order === undefined) return;
  if (quantity.lte(order.filled)) return endOrder(desk, walk, order, 'cancelled', 'amend-below-filled');
  const { side, timeInForce } = order.request;
  if (timeInForce === 'GTX' && satisfiesLimit(side, price.toNumber(), market.last, desk.settings.limitFill)) {
    return endOrder(desk, walk, order, 'cancelled', 'post-only-at-trigger');
  }
  desk.counts.arrivals += 1;
  moveOrder(market.orders, order, () => {
    order.request = { ...order.request, quantity, price };
    order.arrival = desk.counts.arrivals;
    order.stage = 'limit';
    order.updatedTime = walk.time;
  });
  desk.sink.emit({ kind: 'orderAmended', clientOrderId, symbol, quantity, price }, walk.time);
  arriveAsLimit(desk, walk, order);
}

function amendRejection(
  desk: Desk,
  walk: Walk,
  { clientOrderId, quantity, price }: AmendCommand,
  order: WorkingOrder | undefined,
): Rejection | undefined {
  if (order === undefined) return { code: 'UNKNOWN_ORDER', message: `no order ${clientOrderId} is open` };
  const { request, filled, claim } = order;
  if (request.type !== 'LIMIT') return { code: 'NOT_SUPPORTED', message: `${request.type} cannot be amended` };
  if (!quantity.gt(0) || !price.gt(0)) return { code: 'BAD_REQUEST', message: 'quantity and price must be above 0' };
  if (request.quantity?.eq(quantity) && request.price?.eq(price)) {
    return { code: 'NOTHING_TO_CHANGE', message: 'quantity and price are as they were' };
  }
  return amendRejectionOf(desk, walk, { ...request, quantity, price }, filled, claim);
}
