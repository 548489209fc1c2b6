// How a bracket's exits share what was filled (SEMANTICS 5): the stop covers filled − exited, target i is
// floorStep(filled · wᵢ), the last takes the rest, and legs too small to be placed merge into it.
import { type Decimal, ZERO, maxDecimal, minDecimal } from '../domain/decimal.ts';
import type { LotRule } from '../domain/instrument.ts';
import { roundQuantity } from './rounding.ts';

export interface LadderFill {
  /** Base asset the ladder was spread over: the bracket's entry fills, less what had left before the ladder was set. */
  readonly filled: Decimal;
  /** What the bracket holds now. */
  readonly remaining: Decimal;
  /** What each rung has taken already. */
  readonly rungFilled: readonly Decimal[];
}

/**
 * The part of the filled quantity each rung takes. Rungs without a share divide what the others left equally; the last
 * one takes the rest whatever it says, so its own share does not matter.
 */
export function ladderShares(targets: readonly { readonly share?: number }[]): readonly number[] {
  const given = targets.reduce((sum, target) => sum + (target.share ?? 0), 0);
  const open = targets.filter((target) => target.share === undefined).length;
  return targets.map((target) => target.share ?? (1 - given) / open);
}

/** What a stop should cover: all that is held, in steps; zero when that is too little to place. */
export function stopQuantity(remaining: Decimal, lot: LotRule): Decimal {
  const quantity = roundQuantity(remaining, lot.quantityStep);
  return quantity.lt(lot.quantityMin) ? ZERO : quantity;
}

/**
 * What should rest for each rung. The sum is what is held (in steps), never more; when something else took from the
 * position, the later rungs give way first.
 */
export function targetQuantities(fill: LadderFill, shares: readonly number[], lot: LotRule): readonly Decimal[] {
  let left = stopQuantity(fill.remaining, lot);
  const quantities = shares.map((share, index) => {
    if (index === shares.length - 1) return ZERO;
    const whole = roundQuantity(fill.filled.times(share), lot.quantityStep);
    const wanted = minDecimal(left, maxDecimal(ZERO, whole.minus(fill.rungFilled[index] ?? ZERO)));
    const quantity = wanted.lt(lot.quantityMin) ? ZERO : wanted;
    left = left.minus(quantity);
    return quantity;
  });
  return withRest(quantities, left, lot);
}

/** The rest goes to the last rung; where it is too small to stand there alone, to the last one that stands. */
function withRest(quantities: readonly Decimal[], rest: Decimal, lot: LotRule): readonly Decimal[] {
  const last = quantities.length - 1;
  const taker = rest.gte(lot.quantityMin) ? last : quantities.findLastIndex((quantity) => quantity.gt(ZERO));
  return quantities.map((quantity, index) => (index === taker ? quantity.plus(rest) : quantity));
}
