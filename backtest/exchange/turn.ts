// After a fill that opens, enlarges or flips inside a kline the rest of its walk is replaced (WALK-4): the price goes on
// over the extreme that hurts the new position (or helps it, in the best case).
import type { Side } from '../../engine/domain/side.ts';
import type { Desk } from './desk.ts';
import { type Extreme, turnedPath } from './path.ts';
import { pointOf, turnOnto, type Walk } from './walk.ts';

/** Replaces the rest of the walk after a fill of this side that made a position larger; not at the open, on a tape or in a trial. */
export function turnAfterFill(desk: Desk, walk: Walk, side: Side): void {
  const extreme = extremeFor(desk.settings.walk, side);
  if (walk.tape !== null) return;
  if (desk.arrivals === null || walk.phase !== 'moving' || extreme === undefined) return;
  const place = pointOf(walk);
  walk.replaced ??= [place, ...walk.points.slice(walk.segment + 1)];
  turnOnto(walk, turnedPath(walk.kline, place, extreme));
}

function extremeFor(walk: Desk['settings']['walk'], side: Side): Extreme | undefined {
  const isLong = side === 'buy';
  if (walk === 'worst-first') return isLong ? 'low' : 'high';
  if (walk === 'best-first') return isLong ? 'high' : 'low';
  return undefined;
}
