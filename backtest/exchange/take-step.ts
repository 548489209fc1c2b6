// Takes one step of a walk: stands at its place and lets happen what happens there.
import { Decimal } from '../../engine/domain/decimal.ts';
import type { Desk } from './desk.ts';
import { carryOutDue } from './due.ts';
import { placePrice } from './fill-price.ts';
import { liquidate, settleBust } from './liquidation.ts';
import { enterLimit, fillResting, takeNow } from './matching.ts';
import type { Step } from './next-step.ts';
import { releaseHeld } from './resting-orders.ts';
import { openTape, passMark, standAtTrade, tellTrade } from './tape-walk.ts';
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
    case 'trade':
      return standAtTrade(walk, step.row, step.time);
    case 'tell':
      return tellTrade(walk);
    case 'mark':
      return passMark(walk, step.time);
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
  if (walk.tape !== null && time > walk.time) walk.tape.isAtTrade = false;
  walk.time = Math.max(walk.time, time);
}

function openWalk(walk: Walk): void {
  if (walk.tape !== null) return openTape(walk);
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

/** What an earlier kline left for want of volume goes on at this open (LIQ-3), what waits for a trade at this one (TRADE-4). */
function carryOn(desk: Desk, walk: Walk, order: WorkingOrder): void {
  const { market } = walk;
  walk.carried.shift();
  if (isLimitKind(order)) enterLimit(desk, walk, order);
  else takeNow(desk, walk, order, new Decimal(market.last));
}
