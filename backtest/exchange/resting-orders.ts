// All open orders of one symbol, each where it waits: for the last or the mark price to rise or fall, for its trail, for
// the next open. What they claim of margin is summed as they come and go.
import { type Decimal, ZERO } from '../../engine/domain/decimal.ts';
import { addToQueue, copyQueue, createOrderQueue, type OrderQueue, removeFromQueue } from './order-queue.ts';
import { copyOrder, isLimitKind, RANK, restOf, wakesByRise, type WorkingOrder } from './working-order.ts';

/** What orders that are not reducing add to the exposure, buys and sells apart. */
export interface Claims {
  /** Σ rest × price of working limit kinds, in quote asset. */
  notional: Decimal;
  /** Σ rest of market kinds that wait for volume, in base asset. */
  quantity: Decimal;
}

export interface RestingOrders {
  readonly byId: Map<string, WorkingOrder>;
  readonly limitsUp: OrderQueue;
  readonly limitsDown: OrderQueue;
  readonly lastUp: OrderQueue;
  readonly lastDown: OrderQueue;
  readonly markUp: OrderQueue;
  readonly markDown: OrderQueue;
  readonly trailing: WorkingOrder[];
  /** Orders that take and wait for volume, by arrival. */
  readonly taking: WorkingOrder[];
  /** Conditional orders that price protect held back until the next kline. */
  readonly held: WorkingOrder[];
  /** Good-till-date orders, the first to end first. */
  readonly expiring: WorkingOrder[];
  readonly buys: Claims;
  readonly sells: Claims;
}

export function createRestingOrders(): RestingOrders {
  return {
    byId: new Map(),
    limitsUp: createOrderQueue(true),
    limitsDown: createOrderQueue(false),
    lastUp: createOrderQueue(true),
    lastDown: createOrderQueue(false),
    markUp: createOrderQueue(true),
    markDown: createOrderQueue(false),
    trailing: [],
    taking: [],
    held: [],
    expiring: [],
    buys: { notional: ZERO, quantity: ZERO },
    sells: { notional: ZERO, quantity: ZERO },
  };
}

/** Takes a new order in where its stage says it waits. */
export function addOrder(orders: RestingOrders, order: WorkingOrder): void {
  orders.byId.set(order.request.clientOrderId, order);
  if (order.request.timeInForce === 'GTD') insertSorted(orders.expiring, order, endsEarlier);
  enterStage(orders, order);
}

/** Takes an ended order out. */
export function removeOrder(orders: RestingOrders, order: WorkingOrder): void {
  leaveStage(orders, order);
  order.stage = 'ended';
  updateClaim(orders, order);
  orders.byId.delete(order.request.clientOrderId);
  if (order.request.timeInForce === 'GTD') removeFrom(orders.expiring, order);
}

/** Moves an order to another stage, or to the same one at another price. `change` is made while it waits nowhere. */
export function moveOrder(orders: RestingOrders, order: WorkingOrder, change: () => void): void {
  leaveStage(orders, order);
  change();
  enterStage(orders, order);
}

/** Holds a conditional order back until the symbol's next kline (PRICE-9). */
export function holdBack(orders: RestingOrders, order: WorkingOrder): void {
  leaveStage(orders, order);
  orders.held.push(order);
}

export function releaseHeld(orders: RestingOrders): void {
  for (const order of orders.held.splice(0)) enterStage(orders, order);
}

/** Brings the claim up to what is left of the order; to be called after each of its fills. */
export function updateClaim(orders: RestingOrders, order: WorkingOrder): void {
  if (order.reduces) return;
  const isLimit = isLimitKind(order);
  const rest = order.stage === 'limit' || order.stage === 'taking' ? (restOf(order) ?? ZERO) : ZERO;
  const claim = isLimit ? rest.times(order.request.price ?? ZERO) : rest;
  const claims = order.request.side === 'buy' ? orders.buys : orders.sells;
  if (isLimit) claims.notional = claims.notional.plus(claim).minus(order.claim);
  else claims.quantity = claims.quantity.plus(claim).minus(order.claim);
  order.claim = claim;
}

/** Open orders by arrival. */
export function openOrders(orders: RestingOrders): WorkingOrder[] {
  return [...orders.byId.values()].toSorted((a, b) => a.arrival - b.arrival);
}

/** A copy for a trial: orders can be filled, woken and ended in it without the originals knowing. */
export function copyOrders(orders: RestingOrders): RestingOrders {
  const byId = new Map<string, WorkingOrder>();
  for (const [id, order] of orders.byId) byId.set(id, copyOrder(order));
  const copyOf = (order: WorkingOrder): WorkingOrder => {
    const copy = byId.get(order.request.clientOrderId);
    if (copy === undefined) throw new Error(`order ${order.request.clientOrderId} waits but is not open`);
    return copy;
  };
  return {
    byId,
    limitsUp: copyQueue(orders.limitsUp, copyOf),
    limitsDown: copyQueue(orders.limitsDown, copyOf),
    lastUp: copyQueue(orders.lastUp, copyOf),
    lastDown: copyQueue(orders.lastDown, copyOf),
    markUp: copyQueue(orders.markUp, copyOf),
    markDown: copyQueue(orders.markDown, copyOf),
    trailing: orders.trailing.map(copyOf),
    taking: orders.taking.map(copyOf),
    held: orders.held.map(copyOf),
    expiring: orders.expiring.map(copyOf),
    buys: { ...orders.buys },
    sells: { ...orders.sells },
  };
}

function enterStage(orders: RestingOrders, order: WorkingOrder): void {
  if (order.stage === 'taking') insertSorted(orders.taking, order, (a, b) => a.arrival - b.arrival);
  else if (order.stage === 'conditional' && order.trail !== null) orders.trailing.push(order);
  else if (order.stage !== 'ended') {
    if (order.stage === 'limit') order.rank = RANK.limit;
    order.key = (order.stage === 'limit' ? order.request.price : order.request.triggerPrice)?.toNumber() ?? Number.NaN;
    addToQueue(queueOf(orders, order), order);
  }
  updateClaim(orders, order);
}

function leaveStage(orders: RestingOrders, order: WorkingOrder): void {
  if (order.stage === 'taking') removeFrom(orders.taking, order);
  else if (order.stage === 'conditional' && removeFrom(orders.held, order)) return;
  else if (order.stage === 'conditional' && order.trail !== null) removeFrom(orders.trailing, order);
  else if (order.stage !== 'ended') removeFromQueue(queueOf(orders, order), order);
}

function queueOf(orders: RestingOrders, order: WorkingOrder): OrderQueue {
  if (order.stage === 'limit') return order.request.side === 'buy' ? orders.limitsDown : orders.limitsUp;
  const rises = wakesByRise(order.request);
  if (order.request.workingType === 'mark') return rises ? orders.markUp : orders.markDown;
  return rises ? orders.lastUp : orders.lastDown;
}

function endsEarlier(a: WorkingOrder, b: WorkingOrder): number {
  return (a.request.goodTillMs ?? Infinity) - (b.request.goodTillMs ?? Infinity) || a.arrival - b.arrival;
}

function insertSorted(list: WorkingOrder[], order: WorkingOrder, compare: typeof endsEarlier): void {
  let index = list.length;
  while (index > 0) {
    const before = list[index - 1];
    if (before === undefined || compare(before, order) <= 0) break;
    index -= 1;
  }
  list.splice(index, 0, order);
}

function removeFrom(list: WorkingOrder[], order: WorkingOrder): boolean {
  const index = list.indexOf(order);
  if (index >= 0) list.splice(index, 1);
  return index >= 0;
}
