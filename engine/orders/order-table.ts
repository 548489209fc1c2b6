// Every order the engine sent or adopted, and where it stands. Orders go in when they are sent; the venue's reports move
// them, by the table of legal moves. Those that ended are remembered for a while: reports of them may still come.
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import { isEnded, type Order } from '../domain/order.ts';
import type { Report } from '../domain/report.ts';
import { createEndedOrders } from './ended-orders.ts';
import { createKnownFills } from './known-fills.ts';
import { awaitedQuantity, changedOrder, type OrderChanges, reportedChanges } from './order-change.ts';
import { createOrderLists } from './order-lists.ts';
import { nextStatus, type OrderEvent } from './order-moves.ts';
import { createOrderRefs } from './order-refs.ts';
import { eventOf, isOrderReport, type OrderReport } from './order-report.ts';

export interface OrderChanged {
  readonly kind: 'changed';
  readonly order: Order;
  readonly previous: Order;
  /** The fill that changed it, where it was one. */
  readonly fill: Fill | null;
  /** Base asset the venue says is filled, of which no fill was told yet; 0 as a rule. */
  readonly awaitedQuantity: Decimal;
}

/** A fill that was booked already: nobody is to book it again, not even one of an order that is not ours. */
export interface FillRepeated {
  readonly kind: 'fillRepeated';
  readonly fill: Fill;
}

/** The venue contradicts itself, or we misread it. The order stays as it was; a fill is real money all the same. */
export interface MoveIllegal {
  readonly kind: 'illegal';
  readonly order: Order;
  readonly event: OrderEvent;
  readonly fill: Fill | null;
  readonly message: string;
}

export type OrderAnswer = OrderChanged | FillRepeated | MoveIllegal;

export interface OrderTable {
  /** Takes an order in when it is sent or adopted; throws Error when its client id is known, for ids are sent once. */
  add(order: Order): void;
  /** Moves an order by what is told of it; undefined where the report changes none of the orders here. */
  apply(report: Report): OrderAnswer | undefined;
  order(clientOrderId: string): Order | undefined;
  /** The last order a strategy sent under a ref; undefined too when it ended too long ago. */
  orderByRef(strategyId: string, ref: string): Order | undefined;
  isRefUsed(strategyId: string, ref: string): boolean;
  /** Orders that have not ended, in order of arrival. */
  working(): readonly Order[];
  workingOfSymbol(symbol: string): readonly Order[];
  workingOfStrategy(strategyId: string): readonly Order[];
}

export interface OrderTableLimits {
  /** Ended orders that are remembered. */
  readonly endedMax?: number;
  /** Uses of refs that are remembered for each strategy. */
  readonly refsMax?: number;
  /** Fill ids that are remembered. */
  readonly fillIdsMax?: number;
}

/** An order and Σ price × quantity of its fills, from which the average price stays exact. */
interface Entry {
  readonly order: Order;
  readonly filledValue: Decimal;
}

export function createOrderTable({
  endedMax = 10_000,
  refsMax = 100_000,
  fillIdsMax = 100_000,
}: OrderTableLimits = {}): OrderTable {
  const working = new Map<string, Entry>();
  const ended = createEndedOrders<Entry>(endedMax);
  const lists = createOrderLists();
  const refs = createOrderRefs(refsMax, (clientOrderId) => working.has(clientOrderId));
  const knownFills = createKnownFills(fillIdsMax);

  const find = (clientOrderId: string): Entry | undefined => working.get(clientOrderId) ?? ended.get(clientOrderId);

  const put = (entry: Entry): void => {
    const { order } = entry;
    if (!isEnded(order.status)) {
      working.set(order.clientOrderId, entry);
      lists.put(order);
      return;
    }
    if (working.delete(order.clientOrderId)) lists.remove(order);
    ended.put(order.clientOrderId, entry);
  };

  const move = (before: Entry, event: OrderEvent, changes: OrderChanges): OrderAnswer | undefined => {
    const status = nextStatus(before.order.status, event);
    if (status === undefined) return illegal(before.order, event, changes.fill);
    const order = changedOrder(before.order, status, changes);
    const awaited = awaitedQuantity(order, changes);
    if (order === before.order && awaited.isZero()) return undefined;
    put({ order, filledValue: changes.filledValue ?? before.filledValue });
    return { kind: 'changed', order, previous: before.order, fill: changes.fill, awaitedQuantity: awaited };
  };

  const applyFill = (fill: Fill): OrderAnswer | undefined => {
    if (!knownFills.admit(fill.symbol, fill.fillId)) return { kind: 'fillRepeated', fill };
    const entry = fill.clientOrderId === null ? undefined : find(fill.clientOrderId);
    if (entry === undefined) return undefined;
    const { order } = entry;
    const filledQuantity = order.filledQuantity.plus(fill.quantity);
    const filledValue = entry.filledValue.plus(fill.price.times(fill.quantity));
    // A close-position order has no quantity of its own: it ends when the venue says so.
    const event = order.quantity !== null && filledQuantity.gte(order.quantity) ? 'filledWholly' : 'filledPartly';
    if (order.quantity !== null && filledQuantity.gt(order.quantity)) return illegal(order, event, fill);
    const averagePrice = filledValue.div(filledQuantity);
    const members = { filledQuantity, averagePrice, venueOrderId: fill.venueOrderId };
    return move(entry, event, { members, filledValue, fill, time: fill.time });
  };

  const applyOrderReport = (report: OrderReport): OrderAnswer | undefined => {
    const entry = find(report.clientOrderId);
    const event = eventOf(report);
    if (entry === undefined || event === undefined) return undefined;
    return move(entry, event, reportedChanges(report));
  };

  return {
    add: (order) => {
      if (find(order.clientOrderId) !== undefined) {
        throw new Error(`order "${order.clientOrderId}" is in the table already: a client id is sent once`);
      }
      const filledValue = order.averagePrice === null ? ZERO : order.averagePrice.times(order.filledQuantity);
      put({ order, filledValue });
      if (order.strategyId !== null && order.ref !== null) refs.put(order.strategyId, order.ref, order.clientOrderId);
    },
    apply: (report) => {
      if (report.kind === 'filled') return applyFill(report.fill);
      return isOrderReport(report) ? applyOrderReport(report) : undefined;
    },
    order: (clientOrderId) => find(clientOrderId)?.order,
    orderByRef: (strategyId, ref) => {
      const clientOrderId = refs.find(strategyId, ref);
      return clientOrderId === undefined ? undefined : find(clientOrderId)?.order;
    },
    isRefUsed: (strategyId, ref) => refs.find(strategyId, ref) !== undefined,
    working: () => lists.all(),
    workingOfSymbol: (symbol) => lists.ofSymbol(symbol),
    workingOfStrategy: (strategyId) => lists.ofStrategy(strategyId),
  };
}

function illegal(order: Order, event: OrderEvent, fill: Fill | null): MoveIllegal {
  const filled = `${order.filledQuantity.toString()} of ${order.quantity?.toString() ?? 'all'} filled`;
  const by = fill === null ? event : `${event} by ${fill.quantity.toString()} (fill ${fill.fillId})`;
  const message = `order ${order.clientOrderId} is ${order.status}, ${filled}, and cannot be ${by}`;
  return { kind: 'illegal', order, event, fill, message };
}
