// What comes next on the walk of one symbol: the first of all that may happen on the present segment (PATH-3, PATH-6).
// Only the next order of each queue has to be looked at.
import { liquidationRangesOf } from './cross-account.ts';
import type { Desk } from './desk.ts';
import { satisfiesLimit } from './matching.ts';
import { comesBefore, firstReached, nextInQueue, type OrderQueue } from './order-queue.ts';
import { lastTimeOf, type Place, placeOfLast, placeOfMark, placeOfTime, type PathPoint } from './path.ts';
import { nextDueTime } from './due.ts';
import { nextTradeThatMatters, nextTradeTime, type Tape } from './tape.ts';
import { budgetOf, type Walk } from './walk.ts';
import { RANK, type WorkingOrder } from './working-order.ts';

/**
 * `open`: stand at the open. `carried`: an order that waited for this open. `choose`: choose the walk. `point`: pass on to
 * the next point. `trade`: pass on to a trade of the tape. `tell`: the trade has caused what it can and is told. `mark`:
 * only the mark moves. The others happen at `place`, null for the place where the walk stands.
 */
export type Step =
  | { readonly kind: 'choose'; readonly time: number }
  | { readonly kind: 'open' | 'point' | 'tell' | 'mark'; readonly time: number }
  | { readonly kind: 'trade'; readonly time: number; readonly row: number }
  | { readonly kind: 'carried'; readonly time: number; readonly order: WorkingOrder }
  | { readonly kind: 'due' | 'liquidation'; readonly time: number; readonly place: Place | null }
  | { readonly kind: 'order'; readonly time: number; readonly place: Place | null; readonly order: WorkingOrder };

/** The next step of a walk; undefined when it stands at the close and nothing is left to happen there. */
export function nextStep(desk: Desk, walk: Walk): Step | undefined {
  switch (walk.phase) {
    case 'unopened':
      return { kind: 'open', time: walk.kline.openTime };
    case 'opening':
      return nextAtOpen(desk, walk);
    case 'moving':
      return walk.tape === null ? nextOnSegment(desk, walk) : nextOnTape(desk, walk, walk.tape);
  }
}

function nextAtOpen(desk: Desk, walk: Walk): Step {
  const { time } = walk;
  const carried = nextCarried(walk);
  if (carried !== undefined) return { kind: 'carried', time, order: carried };
  if (nextDueTime(desk, walk.market) <= time) return { kind: 'due', time, place: null };
  if (isLiquidatedHere(desk, walk)) return { kind: 'liquidation', time, place: null };
  const order = firstSatisfied(desk, walk);
  return order === undefined ? { kind: 'choose', time } : { kind: 'order', time, place: null, order };
}

/** On a tape the place of a trade is to orders what an open is: nothing happens between trades but what falls due. */
function nextOnTape(desk: Desk, walk: Walk, tape: Tape): Step | undefined {
  const { time } = walk;
  const carried = nextCarried(walk);
  if (carried !== undefined) return { kind: 'carried', time, order: carried };
  const dueTime = nextDueTime(desk, walk.market);
  if (dueTime <= time) return { kind: 'due', time, place: null };
  if (isLiquidatedHere(desk, walk)) return { kind: 'liquidation', time, place: null };
  const order = firstSatisfied(desk, walk);
  if (order !== undefined) return { kind: 'order', time, place: null, order };
  if (tape.untold !== null) return { kind: 'tell', time };

  const tradeTime = nextTradeTime(tape);
  const markTime = tape.marks[0]?.time ?? Infinity;
  if (dueTime <= Math.min(tradeTime, markTime, lastTimeOf(walk.kline))) {
    return { kind: 'due', time: dueTime, place: null };
  }
  if (tradeTime <= markTime && tradeTime < Infinity) {
    const row = nextTradeThatMatters(desk.state, walk.market, tape, Math.min(dueTime, markTime));
    return { kind: 'trade', time: Math.max(time, tape.trades.time[row] ?? 0), row };
  }
  return markTime < Infinity ? { kind: 'mark', time: Math.max(time, markTime) } : undefined;
}

function nextCarried(walk: Walk): WorkingOrder | undefined {
  for (let order = walk.carried[0]; order !== undefined; order = walk.carried[0]) {
    if (order.stage === 'taking') return order;
    walk.carried.shift();
  }
  return undefined;
}

/** The first by class and arrival of all orders that the prices satisfy where the walk stands. */
function firstSatisfied(desk: Desk, walk: Walk): WorkingOrder | undefined {
  const { tape } = walk;
  if (!walk.isTraded || tape?.isAtTrade === false) return undefined;
  const { orders, last, mark } = walk.market;
  let first: WorkingOrder | undefined;
  const consider = (order: WorkingOrder | undefined): void => {
    if (order !== undefined && (first === undefined || comesBefore(order, first))) first = order;
  };
  consider(firstReached(orders.lastUp, last, false));
  consider(firstReached(orders.lastDown, last, false));
  consider(firstReached(orders.markUp, mark, false));
  consider(firstReached(orders.markDown, mark, false));
  for (const order of orders.trailing) if (isTrailReached(order, last, mark)) consider(order);
  const beyond = desk.settings.limitFill === 'through';
  // A resting sell is filled by takers that buy, a resting buy by takers that sell (TRADE-7).
  const limitUp = tape?.takerSold === true ? undefined : firstReached(orders.limitsUp, last, beyond);
  const limitDown = tape?.takerSold === false ? undefined : firstReached(orders.limitsDown, last, beyond);
  if ((limitUp !== undefined || limitDown !== undefined) && hasVolumeLeft(desk, walk)) {
    consider(limitUp);
    consider(limitDown);
  }
  return first;
}

function nextOnSegment(desk: Desk, walk: Walk): Step | undefined {
  const { time } = walk;
  const dueTime = nextDueTime(desk, walk.market);
  if (dueTime <= time) return { kind: 'due', time, place: null };
  if (isLiquidatedHere(desk, walk)) return { kind: 'liquidation', time, place: null };
  const here = firstSatisfied(desk, walk);
  if (here !== undefined) return { kind: 'order', time, place: null, order: here };
  const a = walk.points[walk.segment];
  const b = walk.points[walk.segment + 1];
  if (a === undefined || b === undefined) return undefined;

  const found = firstOnSegment(desk, walk, a, b);
  if (dueTime <= b.time) {
    const place = placeOfTime(walk.kline, a, b, dueTime);
    if (found === undefined || place.share <= found.share) return { kind: 'due', time: dueTime, place };
  }
  if (found === undefined) return { kind: 'point', time: Math.max(time, b.time) };
  if (found.share <= walk.share) return stepAt(found, time, null);
  const place = found.byMark
    ? placeOfMark(walk.kline, a, b, found.share, found.price)
    : placeOfLast(walk.kline, a, b, found.share, found.price);
  return stepAt(found, Math.max(time, place.time), place);
}

function stepAt({ order }: Found, time: number, place: Place | null): Step {
  return order === null ? { kind: 'liquidation', time, place } : { kind: 'order', time, place, order };
}

interface Found {
  readonly share: number;
  readonly rank: number;
  readonly price: number;
  readonly byMark: boolean;
  /** Null for a liquidation. */
  readonly order: WorkingOrder | null;
}

/** The earliest happening between two points that prices cause. */
function firstOnSegment(desk: Desk, walk: Walk, a: PathPoint, b: PathPoint): Found | undefined {
  const { orders } = walk.market;
  let first: Found | undefined;
  const consider = (price: number, byMark: boolean, order: WorkingOrder | null): void => {
    const reached = byMark ? (price - a.mark) / (b.mark - a.mark) : (price - a.last) / (b.last - a.last);
    const found = { share: Math.max(walk.share, reached), rank: order?.rank ?? RANK.liquidation, price, byMark, order };
    if (first === undefined || happensBefore(found, first)) first = found;
  };
  const considerNext = (queue: OrderQueue, to: number, byMark: boolean): void => {
    const order = nextInQueue(queue);
    if (order === undefined || (queue.rises ? order.key > to : order.key < to)) return;
    consider(order.key, byMark, order);
  };

  for (const { below, above } of liquidationRangesOf(desk.state, walk.market)) {
    if (b.mark < a.mark && b.mark <= below) consider(below, true, null);
    if (b.mark > a.mark && b.mark >= above) consider(above, true, null);
  }
  if (!walk.isTraded) return first;
  if (b.last > a.last) considerNext(orders.lastUp, b.last, false);
  if (b.last < a.last) considerNext(orders.lastDown, b.last, false);
  if (b.mark > a.mark) considerNext(orders.markUp, b.mark, true);
  if (b.mark < a.mark) considerNext(orders.markDown, b.mark, true);
  for (const order of orders.trailing) {
    const byMark = order.request.workingType === 'mark';
    if (crossesTrail(order, byMark ? a.mark : a.last, byMark ? b.mark : b.last)) {
      consider(order.trail?.trigger ?? Number.NaN, byMark, order);
    }
  }
  if (b.last !== a.last) {
    const limit = nextInQueue(b.last > a.last ? orders.limitsUp : orders.limitsDown);
    if (limit !== undefined && isFilledBy(desk, walk, limit, b.last)) consider(limit.key, false, limit);
  }
  return first;
}

function happensBefore(a: Found, b: Found): boolean {
  if (a.share !== b.share) return a.share < b.share;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return (a.order?.arrival ?? 0) < (b.order?.arrival ?? 0);
}

function isLiquidatedHere(desk: Desk, { market }: Walk): boolean {
  for (const { below, above } of liquidationRangesOf(desk.state, market)) {
    if (market.mark <= below || market.mark >= above) return true;
  }
  return false;
}

function isTrailReached({ trail, request }: WorkingOrder, last: number, mark: number): boolean {
  if (trail === null || !trail.isActive) return false;
  const price = request.workingType === 'mark' ? mark : last;
  return request.side === 'sell' ? price <= trail.trigger : price >= trail.trigger;
}

function crossesTrail({ trail, request }: WorkingOrder, from: number, to: number): boolean {
  if (trail === null || !trail.isActive) return false;
  return request.side === 'sell' ? to < from && to <= trail.trigger : to > from && to >= trail.trigger;
}

/** With nothing left of the kline's volume limits are passed over (LIQ-2). */
function isFilledBy(desk: Desk, walk: Walk, limit: WorkingOrder, price: number): boolean {
  if (!satisfiesLimit(limit.request.side, limit.key, price, desk.settings.limitFill)) return false;
  return hasVolumeLeft(desk, walk);
}

function hasVolumeLeft(desk: Desk, walk: Walk): boolean {
  const budget = budgetOf(walk, desk.settings.participationRatio);
  return budget === null || !budget.isZero();
}
