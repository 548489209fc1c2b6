// Exits the engine moves itself: break-even and trailing stops (SEMANTICS 5). They act on the best price since the first
// fill, told by closed klines of the strategy's finest interval (or trades, or marks). Per price this is one comparison of
// numbers; Decimals are touched only when a new best price moves a stop.
import { type Decimal, ONE, ZERO, toDecimal } from '../domain/decimal.ts';
import { resolveExitLevel } from '../domain/exit-level.ts';
import type { ExitLevel } from '../domain/intent.ts';
import type { Kline } from '../domain/kline.ts';
import type { BracketExits } from '../domain/plan.ts';
import { type Direction, signOf } from '../domain/side.ts';
import { type Bracket, type LegReason, type PriceWatch, averageEntryOf, remainingOf } from './bracket.ts';

/** Whether the engine, not the venue, moves the stop of these exits. */
export function movesStop(exits: BracketExits): boolean {
  return exits.breakEven !== null || isEngineTrailing(exits);
}

export function isEngineTrailing(exits: BracketExits): boolean {
  return exits.trailing !== null && exits.trailing.by !== 'venue';
}

/** Whether prices still have something to move for the bracket. */
export function isWatching(bracket: Bracket): boolean {
  const { watch, exits } = bracket;
  if (watch === null || bracket.closing !== null || remainingOf(bracket).lte(ZERO)) return false;
  return isEngineTrailing(exits) || (exits.breakEven !== null && !watch.isBreakEvenReached);
}

/**
 * The best price a closed kline showed to a position opened at `sinceTime` (epoch ms). Of a kline that opened before, only
 * the close is known to lie after the fill.
 */
export function bestOfKline(kline: Kline, direction: Direction, sinceTime: number): number {
  if (kline.openTime < sinceTime) return kline.close;
  return direction === 'long' ? kline.high : kline.low;
}

/** The watch after a price was seen; the same object when it was no better than the best so far. */
export function watchPrice(bracket: Bracket, price: number): PriceWatch | null {
  const { watch } = bracket;
  if (watch === null || !isBetter(price, watch.best, bracket.direction)) return watch;
  return reachedAt(bracket, price, watch);
}

/** A watch that begins at a price: at the average fill, or at the last price where exits are set later. */
export function beginWatch(bracket: Bracket, price: number): PriceWatch | null {
  if (!movesStop(bracket.exits)) return null;
  return reachedAt(bracket, price, { best: price, isBreakEvenReached: false, isTrailingActive: false });
}

export interface MovedStop {
  readonly level: Decimal;
  readonly reason: LegReason;
}

/** Where the engine has moved the stop to, unrounded; undefined while it has not. The tightest of its levels counts. */
export function movedStop(bracket: Bracket): MovedStop | undefined {
  const average = averageEntryOf(bracket);
  const { watch, exits, direction } = bracket;
  if (watch === null || average === null) return undefined;
  const sign = signOf(direction);
  let moved: MovedStop | undefined;
  if (watch.isBreakEvenReached && exits.breakEven !== null) {
    const offsetRatio = toDecimal(exits.breakEven.offsetRatio ?? 0);
    moved = { level: average.times(ONE.plus(offsetRatio.times(sign))), reason: 'break-even' };
  }
  if (watch.isTrailingActive && exits.trailing !== null && isEngineTrailing(exits)) {
    const level = toDecimal(watch.best).times(ONE.minus(toDecimal(exits.trailing.callbackRatio).times(sign)));
    if (moved === undefined || isTighter(level, moved.level, direction)) moved = { level, reason: 'trailing' };
  }
  return moved;
}

/** Whether a stop at `level` gives up earlier than one at `other`. */
export function isTighter(level: Decimal, other: Decimal, direction: Direction): boolean {
  return direction === 'long' ? level.gt(other) : level.lt(other);
}

function isBetter(price: number, best: number, direction: Direction): boolean {
  return direction === 'long' ? price > best : price < best;
}

function reachedAt(bracket: Bracket, best: number, before: PriceWatch): PriceWatch {
  const { exits, direction } = bracket;
  const average = averageEntryOf(bracket);
  const hasReached = (level: ExitLevel): boolean => {
    if (average === null) return false;
    const price = resolveExitLevel(level, direction, average, 'target').toNumber();
    return !isBetter(price, best, direction);
  };
  const { breakEven, trailing } = exits;
  const activation = trailing?.activation;
  return {
    best,
    isBreakEvenReached: before.isBreakEvenReached || (breakEven !== null && hasReached(breakEven.trigger)),
    isTrailingActive:
      before.isTrailingActive || (isEngineTrailing(exits) && (activation === undefined || hasReached(activation))),
  };
}
