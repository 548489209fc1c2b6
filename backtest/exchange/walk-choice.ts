// Which way a kline is walked (WALK-1 to WALK-3), and whether it matters (WALK-5).
import { type Decimal, ZERO } from '../../engine/domain/decimal.ts';
import type { Desk } from './desk.ts';
import { type Extreme, nearerExtreme, pathOf } from './path.ts';
import { isWithinReach } from './reach.ts';
import { isHeld, type Market } from './state.ts';
import { beginMoving } from './take-step.ts';
import { tryWalk } from './trial.ts';
import { pointOf, type Walk } from './walk.ts';

/** Chooses the way and leaves the open. Nothing of ours within reach: both ways end alike, and nothing is tried. */
export function chooseWalk(desk: Desk, walk: Walk): void {
  const { kline } = walk;
  const first = isWithinReach(desk.state, walk.market, kline) ? tryBothWays(desk, walk) : undecided(desk, walk);
  beginMoving(walk, pathOf(kline, first));
}

/** After a turn, when the walk goes on: would the way it replaced have filled anything else? */
export function compareReplaced(desk: Desk, walk: Walk): void {
  const { replaced } = walk;
  if (replaced === null) return;
  walk.replaced = null;
  if (walk.isAmbiguous) return;
  const here = pointOf(walk);
  const [was, is] = [replaced, walk.points].map((points) => tryWalk(desk, walk, [here, ...points.slice(1)]));
  if (was?.fills !== is?.fills) countAmbiguous(desk, walk);
}

function tryBothWays(desk: Desk, walk: Walk): Extreme {
  const [lowFirst, highFirst] = [
    tryWalk(desk, walk, pathOf(walk.kline, 'low')),
    tryWalk(desk, walk, pathOf(walk.kline, 'high')),
  ];
  if (lowFirst.fills !== highFirst.fills) countAmbiguous(desk, walk);
  const isEqual = lowFirst.equity.eq(highFirst.equity);
  if (desk.settings.walk === 'nearest-extreme-first' || !isHeld(walk.market) || isEqual) return undecided(desk, walk);
  const isLowLess = lowFirst.equity.lt(highFirst.equity);
  return isLowLess === (desk.settings.walk === 'worst-first') ? 'low' : 'high';
}

/** Where equity does not decide: against the net position, else the nearer extreme. */
function undecided(desk: Desk, { market, kline }: Walk): Extreme {
  const net = desk.settings.walk === 'nearest-extreme-first' ? ZERO : netQuantity(market);
  if (net.isZero()) return nearerExtreme(kline);
  return net.isNegative() ? 'high' : 'low';
}

function netQuantity(market: Market): Decimal {
  return market.positions.reduce((sum, position) => sum.plus(position.quantity), ZERO);
}

function countAmbiguous(desk: Desk, walk: Walk): void {
  walk.isAmbiguous = true;
  desk.counts.ambiguousBars += 1;
}
