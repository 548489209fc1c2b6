// Whether a kline can touch anything of ours: a handful of numbers per symbol, reckoned when orders or positions change,
// so that a kline with nothing in reach costs a few comparisons.
import { crossHeldCount, isCrossHeld, liquidationRangesOf } from './cross-account.ts';
import { nextInQueue } from './order-queue.ts';
import { markHighOf, markLowOf } from './path.ts';
import type { ExchangeState, Market } from './state.ts';
import type { WalkKline } from './walk-input.ts';
import type { WorkingOrder } from './working-order.ts';

/** Prices at or beyond which something may happen; infinite where nothing waits. */
export interface Reach {
  below: number;
  above: number;
  markBelow: number;
  markAbove: number;
}

/** The reach of a market's orders and positions. With several cross symbols their liquidation is not among it. */
export function reachOf(state: ExchangeState, market: Market): Reach {
  const { orders } = market;
  const reach = {
    below: Math.max(keyOr(nextInQueue(orders.limitsDown), -Infinity), keyOr(nextInQueue(orders.lastDown), -Infinity)),
    above: Math.min(keyOr(nextInQueue(orders.limitsUp), Infinity), keyOr(nextInQueue(orders.lastUp), Infinity)),
    markBelow: keyOr(nextInQueue(orders.markDown), -Infinity),
    markAbove: keyOr(nextInQueue(orders.markUp), Infinity),
  };
  for (const order of orders.trailing) addTrail(reach, order);
  if (!isCrossHeld(market) || crossHeldCount(state) === 1) addLiquidation(reach, state, market);
  return reach;
}

/** Whether the prices of a kline lie beyond a reach on neither side. */
export function isOutOfReach(kline: WalkKline, reach: Reach): boolean {
  if (kline.low <= reach.below || kline.high >= reach.above) return false;
  if (reach.markBelow === -Infinity && reach.markAbove === Infinity) return true;
  return markLowOf(kline) > reach.markBelow && markHighOf(kline) < reach.markAbove;
}

/** Whether some price of ours, liquidation among them, lies within the kline. */
export function isWithinReach(state: ExchangeState, market: Market, kline: WalkKline): boolean {
  const reach = withLiquidation(reachOf(state, market), state, market);
  return market.orders.trailing.length > 0 || !isOutOfReach(kline, reach);
}

/** The reach with the marks that liquidate, the other symbols standing where they do. */
export function withLiquidation(reach: Reach, state: ExchangeState, market: Market): Reach {
  addLiquidation(reach, state, market);
  return reach;
}

function addLiquidation(reach: Reach, state: ExchangeState, market: Market): void {
  for (const { below, above } of liquidationRangesOf(state, market)) {
    reach.markBelow = Math.max(reach.markBelow, below);
    reach.markAbove = Math.min(reach.markAbove, above);
  }
}

/** A trail that is not active waits for its activation, an active one for its trigger and for a new extreme. */
function addTrail(reach: Reach, { trail, request }: WorkingOrder): void {
  if (trail === null) return;
  const isSell = request.side === 'sell';
  const activation = request.activationPrice?.toNumber() ?? (isSell ? -Infinity : Infinity);
  const rising = trail.isActive ? (isSell ? trail.extreme : trail.trigger) : isSell ? activation : Infinity;
  const falling = trail.isActive ? (isSell ? trail.trigger : trail.extreme) : isSell ? -Infinity : activation;
  if (request.workingType === 'mark') {
    reach.markAbove = Math.min(reach.markAbove, rising);
    reach.markBelow = Math.max(reach.markBelow, falling);
  } else {
    reach.above = Math.min(reach.above, rising);
    reach.below = Math.max(reach.below, falling);
  }
}

function keyOr(order: WorkingOrder | undefined, otherwise: number): number {
  return order === undefined ? otherwise : order.key;
}
