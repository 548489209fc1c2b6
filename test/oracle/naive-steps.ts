// What happens next on one lane of the oracle: every candidate is looked up anew at every step and the first one wins
// (rules PATH-3, PATH-5, PATH-6, OPEN-1).
import { maxDecimal, minDecimal, type Decimal } from '../../engine/domain/decimal.ts';
import { executesAtMarket } from '../../engine/domain/order.ts';
import { carryOut, symbolOfCommand } from './naive-commands.ts';
import {
  extremeAfter,
  hasVolumeLeft,
  isSatisfiedAt,
  isTraded,
  isTriggeredAt,
  moveTo,
  trailingTrigger,
  waitsForRise,
  workingPrice,
  type NaiveLane,
} from './naive-lane.ts';
import { liquidate, nextLiquidation } from './naive-liquidation.ts';
import { endOrder, make, take, wake, wakingBase, limitArrives } from './naive-matching.ts';
import { placeAtPoint, placeByLast, placeByMark, placeByTime, pointAt, type Place } from './naive-path.ts';
import { decimalOf, openOrdersOf, type NaiveOrder, type NaiveState, type PendingCommand } from './naive-state.ts';

/** One thing that can happen, with what decides who is first. */
export interface Step {
  readonly place: Place;
  /** Compared one after the other: class, then whatever the class is ordered by. */
  readonly rank: readonly number[];
  readonly run: () => void;
}

const DUE = 0;
const LIQUIDATION = 1;
const STOP = 2;
const TARGET = 3;
const LIMIT = 4;
const PASSING = 5;

/** The next step of a lane that stands at its open; undefined when the open is quiet. */
export function nextAtOpen(state: NaiveState, lane: NaiveLane, pending: PendingCommand[]): Step | undefined {
  const [waiting] = lane.waiting;
  if (waiting !== undefined) {
    const run = (): void => {
      lane.waiting.shift();
      takesAgain(state, lane, waiting);
    };
    return { place: lane.at, rank: [], run };
  }
  return first([
    ...dueSteps(state, lane, pending).filter((step) => step.place === lane.at),
    ...liquidationSteps(state, lane).filter((step) => step.place === lane.at),
    ...openOrdersOf(state, lane.kline.symbol).flatMap((order) => openSteps(state, lane, order)),
  ]);
}

/** The next step of a lane that is on its way; undefined when it has come to its close and is quiet. */
export function nextOnTheWay(state: NaiveState, lane: NaiveLane, pending: PendingCommand[]): Step | undefined {
  const steps = [...dueSteps(state, lane, pending), ...liquidationSteps(state, lane)];
  for (const order of openOrdersOf(state, lane.kline.symbol)) {
    const place = order.phase === 'asleep' ? placeOfWaking(lane, order) : placeOfMaking(state, lane, order);
    if (place === undefined) continue;
    const run = order.phase === 'asleep' ? () => wakes(state, lane, order, false) : () => makes(state, lane, order);
    steps.push({ place, rank: [classOf(order), order.arrival], run });
  }
  const next = lane.at.segment + 1;
  if (next < lane.path.length) {
    const point = placeAtPoint(lane.path, next);
    steps.push({
      place: { ...point, segment: lane.at.segment, u: 1 },
      rank: [PASSING],
      run: () => moveTo(state, lane, point),
    });
  }
  return first(steps);
}

/** Runs a step where it belongs and at its time: the walk moves there first. */
export function runStep(state: NaiveState, lane: NaiveLane, step: Step, time: number): void {
  if (step.rank[0] !== PASSING) moveTo(state, lane, { ...step.place, time });
  step.run();
}

/** Whether a step is a liquidation where the walk stands already: another symbol's posting may have caused it. */
export function isLiquidationHere(lane: NaiveLane, step: Step): boolean {
  return step.rank[0] === LIQUIDATION && step.place === lane.at;
}

function dueSteps(state: NaiveState, lane: NaiveLane, pending: PendingCommand[]): Step[] {
  const steps: Step[] = [];
  const add = (time: number, kind: number, order: number, run: () => void): void => {
    const place = placeByTime(lane.kline, lane.path, lane.at, time);
    if (place !== undefined) steps.push({ place, rank: [DUE, time, kind, order], run });
  };
  for (const order of openOrdersOf(state, lane.kline.symbol)) {
    const { timeInForce, goodTillMs } = order.request;
    if (timeInForce !== 'GTD' || goodTillMs === null) continue;
    add(goodTillMs, 0, order.arrival, () => endOrder(state, order, 'good-till-date', lane.at.time));
  }
  const { countdownEnd } = lane.symbol;
  if (countdownEnd !== null) add(countdownEnd, 1, 0, () => countdownEnds(state, lane));
  for (const each of pending) {
    if (symbolOfCommand(each.command) !== lane.kline.symbol) continue;
    add(each.arrivesAt, 2, each.sequence, () => {
      pending.splice(pending.indexOf(each), 1);
      carryOut(state, lane, each.command, each.arrivesAt);
    });
  }
  return steps;
}

function countdownEnds(state: NaiveState, lane: NaiveLane): void {
  lane.symbol.countdownEnd = null;
  for (const order of openOrdersOf(state, lane.kline.symbol)) endOrder(state, order, 'countdown', lane.at.time);
}

function liquidationSteps(state: NaiveState, lane: NaiveLane): Step[] {
  const next = nextLiquidation(state, lane);
  if (next === undefined) return [];
  const run = (): void => liquidate(state, lane.symbol, next.who, lane.at, lane.kline);
  return [{ place: next.place, rank: [LIQUIDATION], run }];
}

/** What waited for volume takes from this open (LIQ-3). */
function takesAgain(state: NaiveState, lane: NaiveLane, order: NaiveOrder): void {
  if (order.ended || order.phase !== 'short-of-volume' || !isTraded(lane)) return;
  if (executesAtMarket(order.request.type)) return take(state, lane, order, decimalOf(lane.at.last));
  limitArrives(state, lane, order);
}

/** What the open satisfies (OPEN-2, OPEN-3). */
function openSteps(state: NaiveState, lane: NaiveLane, order: NaiveOrder): Step[] {
  if (!isTraded(lane)) return [];
  const { side } = order.request;
  if (order.phase === 'asleep') {
    if (order.heldBackIn === lane.kline.openTime || !isTriggeredAt(order, lane.symbol, lane.at)) return [];
    return [{ place: lane.at, rank: [classOf(order), order.arrival], run: () => wakes(state, lane, order, true) }];
  }
  if (order.phase !== 'resting' || order.price === null || !hasVolumeLeft(lane)) return [];
  if (!isSatisfiedAt(state, side, order.price, lane.at.last)) return [];
  return [{ place: lane.at, rank: [LIMIT, order.arrival], run: () => makes(state, lane, order) }];
}

function wakes(state: NaiveState, lane: NaiveLane, order: NaiveOrder, atOpen: boolean): void {
  wake(state, lane, order, wakingBase(lane, order, atOpen));
}

/** A maker gets its own price, or the nearest that was traded (PRICE-4, OPEN-3). */
function makes(state: NaiveState, lane: NaiveLane, order: NaiveOrder): void {
  const price = order.price ?? decimalOf(lane.at.last);
  make(state, lane, order, insideRange(lane, price));
}

function insideRange(lane: NaiveLane, price: Decimal): Decimal {
  return maxDecimal(decimalOf(lane.kline.low), minDecimal(decimalOf(lane.kline.high), price));
}

/** Where the rest of the walk wakes a conditional order. */
function placeOfWaking(lane: NaiveLane, order: NaiveOrder): Place | undefined {
  if (!isTraded(lane) || order.heldBackIn === lane.kline.openTime) return undefined;
  if (isTriggeredAt(order, lane.symbol, lane.at)) return lane.at;
  const isTrailing = order.request.type === 'TRAILING_STOP_MARKET';
  let extreme = order.extreme;
  for (let segment = lane.at.segment; segment + 1 < lane.path.length; segment += 1) {
    const starts = segment === lane.at.segment;
    const to = workingPrice(order, pointAt(lane.path, segment + 1));
    if (isTrailing) {
      if (!starts) extreme = extremeAfter(order, extreme, workingPrice(order, pointAt(lane.path, segment)));
      if (extreme === null) continue;
    }
    const trigger =
      isTrailing && extreme !== null ? trailingTrigger(order, lane.symbol, extreme) : order.request.triggerPrice;
    if (trigger === null) return undefined;
    const price = trigger.toNumber();
    if (waitsForRise(order) ? to < price : to > price) continue;
    return order.request.workingType === 'mark'
      ? placeByMark(lane.kline, lane.path, segment, price, lane.at)
      : placeByLast(lane.kline, lane.path, segment, price, lane.at);
  }
  return undefined;
}

/** Where the rest of the walk fills a resting limit. */
function placeOfMaking(state: NaiveState, lane: NaiveLane, order: NaiveOrder): Place | undefined {
  if (order.phase !== 'resting' || order.price === null || !hasVolumeLeft(lane)) return undefined;
  if (isSatisfiedAt(state, order.request.side, order.price, lane.at.last)) return lane.at;
  const price = order.price.toNumber();
  for (let segment = lane.at.segment; segment + 1 < lane.path.length; segment += 1) {
    const to = pointAt(lane.path, segment + 1).last;
    if (!isSatisfiedAt(state, order.request.side, order.price, to)) continue;
    return placeByLast(lane.kline, lane.path, segment, price, lane.at);
  }
  return undefined;
}

function classOf(order: NaiveOrder): number {
  const { type } = order.request;
  if (order.phase !== 'asleep') return LIMIT;
  return type === 'TAKE_PROFIT' || type === 'TAKE_PROFIT_MARKET' ? TARGET : STOP;
}

function first(steps: readonly Step[]): Step | undefined {
  return steps.toSorted(compareSteps)[0];
}

function compareSteps(a: Step, b: Step): number {
  if (a.place.segment !== b.place.segment) return a.place.segment - b.place.segment;
  if (a.place.u !== b.place.u) return a.place.u - b.place.u;
  for (let index = 0; index < Math.max(a.rank.length, b.rank.length); index += 1) {
    const difference = (a.rank[index] ?? 0) - (b.rank[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
