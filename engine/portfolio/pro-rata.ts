// Sharing a whole in proportion, so that the parts add up to it exactly: what rounding leaves goes to the largest.
import { type Decimal, floorToMultiple, minDecimal, roundPosting, sumDecimals, ZERO } from '../domain/decimal.ts';

/**
 * Parts of an amount of money in proportion to `weights` (≥ 0, not all zero), each rounded to 1e-8; the rounding
 * difference goes to the largest weight, the first of equals.
 */
export function shareMoney(total: Decimal, weights: readonly Decimal[]): readonly Decimal[] {
  const whole = sumDecimals(weights);
  const parts = weights.map((weight) => roundPosting(total.times(weight).div(whole)));
  return withRest(parts, indexOfLargest(weights), total.minus(sumDecimals(parts)));
}

/**
 * Parts of a quantity in proportion to what each holds (≥ 0), floored to `step`. The rest goes to the largest holder, and
 * what that one does not hold to the next, so that nobody gives more than it has. The parts add up to `total`, or to all
 * that is held where that is less.
 */
export function shareQuantity(total: Decimal, held: readonly Decimal[], step: Decimal): readonly Decimal[] {
  const whole = sumDecimals(held);
  if (whole.lte(total)) return held;
  const parts = held.map((quantity) => floorToMultiple(total.times(quantity).div(whole), step));
  let rest = total.minus(sumDecimals(parts));
  for (const index of largestFirst(held)) {
    const taken = minDecimal(rest, (held[index] ?? ZERO).minus(parts[index] ?? ZERO));
    parts[index] = (parts[index] ?? ZERO).plus(taken);
    rest = rest.minus(taken);
  }
  return parts;
}

/** Position of the largest value, the first of equals; −1 for an empty list. */
export function indexOfLargest(values: readonly Decimal[]): number {
  return largestFirst(values)[0] ?? -1;
}

/** `parts` with `rest` added to the one at `index`. */
export function withRest(parts: readonly Decimal[], index: number, rest: Decimal): readonly Decimal[] {
  return rest.isZero() ? parts : parts.map((part, at) => (at === index ? part.plus(rest) : part));
}

function largestFirst(values: readonly Decimal[]): readonly number[] {
  return values
    .map((value, index) => ({ value, index }))
    .toSorted((a, b) => b.value.cmp(a.value) || a.index - b.index)
    .map(({ index }) => index);
}
