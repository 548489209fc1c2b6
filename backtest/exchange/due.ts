// What falls due on a symbol by time alone: good-till dates, the countdown, commands that arrive (PATH-5, PATH-6).
import { carryOut } from './commands.ts';
import type { Desk } from './desk.ts';
import { endOrder } from './matching.ts';
import { openOrders } from './resting-orders.ts';
import type { Market } from './state.ts';
import type { Walk } from './walk.ts';

/** Epoch ms at which something next falls due; Infinity when nothing is known to. */
export function nextDueTime({ arrivals }: Desk, market: Market): number {
  const arrival = arrivals === null ? Infinity : arrivals.firstTime(market.index);
  return Math.min(arrival, market.countdownTime, firstEndTime(market));
}

/** Carries out what is due first, where the walk stands: good-till dates, then the countdown, then commands. */
export function carryOutDue(desk: Desk, walk: Walk): void {
  const { market } = walk;
  const dueTime = nextDueTime(desk, market);
  const expiring = market.orders.expiring[0];
  if (expiring !== undefined && firstEndTime(market) === dueTime) {
    return endOrder(desk, walk, expiring, 'expired', 'good-till-date');
  }
  if (market.countdownTime === dueTime) {
    market.countdownTime = Infinity;
    for (const order of openOrders(market.orders)) endOrder(desk, walk, order, 'cancelled', 'countdown');
    return;
  }
  const arrival = desk.arrivals?.take(market.index);
  if (arrival !== undefined) carryOut(desk, walk, arrival);
}

function firstEndTime(market: Market): number {
  return market.orders.expiring[0]?.request.goodTillMs ?? Infinity;
}
