// Takes one step of a walk: stands at its place and lets happen what happens there.
import { Decimal } from '../../engine/domain/decimal.ts';
import type { Desk } from './desk.ts';
import { carryOutDue } from './due.ts';
import { placePrice } from './fill-price.ts';
import { liquidate, settleBust } from './liquidation.ts';
import { fillResting, satisfiesLimit, takeNow } from './matching.ts';
import type { Step } from './next-step.ts';
import { moveOrder, releaseHeld } from './resting-orders.ts';
import { turnOnto, standAt, standAtPoint, type Walk } from './walk.ts';
import { isLimitKind, type WorkingOrder } from './working-order.ts';
import { wake } from './waking.ts';

/** Takes any step but the choice of the walk, which is not a happening. */
export function takeStep(desk: Desk, walk: Walk, step: Exclude<Step, { kind: 'choose' }>): void {
  switch (step.kind) {
    case 'open':
      return openWalk(walk);
    case 'point':
      return passPoint(walk);
    case 'carried':
      carryOn(desk, walk, step.order);
      break;
    case 'due':
      comeTo(walk, step);
      carryOutDue(desk, walk);
      break;
    case 'liquidation':
      comeTo(walk, step);
      liquidate(desk, walk.market, { time: walk.time, priceFor: (side) => placePrice(walk, side) });
      break;
    case 'order':
      comeTo(walk, step);
      if (step.order.stage === 'limit') fillResting(desk, walk, step.order);
      else wake(desk, walk, step.order);
  }
  settleBust(desk, walk.time);
}

function comeTo(walk: Walk, { place, time }: Extract<Step, { place: unknown }>): void {
  if (place !== null) standAt(walk, place);
  walk.time = Math.max(walk.time, time);
}

function openWalk(walk: Walk): void {
  const [open] = walk.points;
  if (open === undefined) throw new Error('a walk begins at a point');
  walk.phase = 'opening';
  releaseHeld(walk.market.orders);
  standAtPoint(walk, 0, open);
  if (walk.isTraded) walk.carried = walk.market.orders.taking.slice();
}

function passPoint(walk: Walk): void {
  const next = walk.points[walk.segment + 1];
  if (next !== undefined) standAtPoint(walk, walk.segment + 1, next);
}

/** The walk is chosen and leaves the open. */
export function beginMoving(walk: Walk, points: Walk['points']): void {
  walk.phase = 'moving';
  turnOnto(walk, points);
}

/** What an earlier kline left for want of volume goes on at this open (LIQ-3). */
function carryOn(desk: Desk, walk: Walk, order: WorkingOrder): void {
  const { market } = walk;
  walk.carried.shift();
  const { side, price } = order.request;
  const isLimit = isLimitKind(order) && price !== null;
  if (!isLimit || satisfiesLimit(side, price.toNumber(), market.last, desk.settings.limitFill)) {
    return takeNow(desk, walk, order, new Decimal(market.last));
  }
  moveOrder(market.orders, order, () => (order.stage = 'limit'));
}
