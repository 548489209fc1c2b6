// Where an exit lies: a level is a price, or a way from a reference price (the average fill; before there is one, the
// price the entry is judged by). The planner rounds what comes out of here to the tick; this file never rounds.
import { type Decimal, ONE, toDecimal } from './decimal.ts';
import type { ExitLevel } from './intent.ts';
import { type Direction, signOf } from './side.ts';

/** A stop gives the position up on its losing side, a target takes its profit on the winning side. */
export type ExitPurpose = 'stop' | 'target';

/**
 * The unrounded price of a level, in quote asset. Distances (quote asset) and ratios (of `referencePrice`) lead away from
 * the reference: below it for a long's stop and a short's target, above it for the other two. Throws RangeError where
 * the level holds something that is not a finite number.
 */
export function resolveExitLevel(
  level: ExitLevel,
  direction: Direction,
  referencePrice: Decimal,
  purpose: ExitPurpose,
): Decimal {
  if (level.price !== undefined) return toDecimal(level.price);
  const away = purpose === 'target' ? signOf(direction) : -signOf(direction);
  if (level.distance !== undefined) return referencePrice.plus(toDecimal(level.distance).times(away));
  return referencePrice.times(ONE.plus(toDecimal(level.ratio).times(away)));
}
