// At which mark a wallet no longer covers what its positions owe (LIQUID-1): the exchange's documented formula, solved
// over the brackets that the price itself selects. Pure.
import { type Decimal, ZERO } from '../../engine/domain/decimal.ts';
import type { LeverageBracket, LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import { maintenanceMargin } from '../../engine/domain/leverage-bracket.ts';
import { type Position, unrealised } from './position.ts';

/** Liquidated where mark ≤ `below` or mark ≥ `above`; −Infinity and Infinity where no mark does. */
export interface LiquidationRange {
  readonly below: number;
  readonly above: number;
}

export const NEVER_LIQUIDATED: LiquidationRange = { below: -Infinity, above: Infinity };

/** What is left over maintenance at a mark: `wallet` + unrealised results − maintenance, in quote asset. */
export function marginLeft(
  wallet: Decimal,
  positions: readonly Position[],
  brackets: LeverageBrackets,
  mark: Decimal,
): Decimal {
  let left = wallet;
  for (const position of positions) {
    if (position.quantity.isZero()) continue;
    const notional = position.quantity.abs().times(mark);
    left = left.plus(unrealised(position, mark)).minus(maintenanceMargin(brackets, notional));
  }
  return left;
}

/**
 * The marks at which positions of one symbol, one or a long and a short, are liquidated together. `wallet` is the isolated
 * wallet, or the cross wallet with other symbols' unrealised results added and their maintenance taken off. NOTES 6.2.
 */
export function liquidationRange(
  wallet: Decimal,
  positions: readonly Position[],
  brackets: LeverageBrackets,
): LiquidationRange {
  const held = positions.filter((position) => !position.quantity.isZero());
  const [first, second] = held;
  if (first === undefined) return NEVER_LIQUIDATED;
  return second === undefined ? rangeOfOne(wallet, first, brackets) : rangeOfTwo(wallet, first, second, brackets);
}

/** One position: the first bracket, from the lowest, whose price stays below the bracket's cap. */
function rangeOfOne(wallet: Decimal, position: Position, brackets: LeverageBrackets): LiquidationRange {
  const held = position.quantity.abs();
  const last = brackets.length - 1;
  for (const [index, bracket] of brackets.entries()) {
    const { price } = priceIn(wallet, [[position, bracket]]);
    if (index < last && price.times(held).gte(bracket.notionalCap)) continue;
    if (position.quantity.isNegative()) return { below: -Infinity, above: price.toNumber() };
    return price.gt(ZERO) ? { below: price.toNumber(), above: Infinity } : NEVER_LIQUIDATED;
  }
  return NEVER_LIQUIDATED;
}

/**
 * A long and a short in one wallet: the margin left is a concave function of the mark, so there can be a lower and an upper
 * price; each lies in the pair of brackets that it selects itself.
 */
function rangeOfTwo(wallet: Decimal, a: Position, b: Position, brackets: LeverageBrackets): LiquidationRange {
  let { below, above } = NEVER_LIQUIDATED;
  let isFound = false;
  for (const [indexA, bracketA] of brackets.entries()) {
    for (const [indexB, bracketB] of brackets.entries()) {
      const { price, slope } = priceIn(wallet, [
        [a, bracketA],
        [b, bracketB],
      ]);
      if (slope.isZero() || price.lte(ZERO)) continue;
      if (!liesIn(brackets, indexA, a.quantity.abs().times(price))) continue;
      if (!liesIn(brackets, indexB, b.quantity.abs().times(price))) continue;
      isFound = true;
      if (slope.isNegative()) above = price.toNumber();
      else below = price.toNumber();
    }
  }
  // Without a root the sign is the same at every mark.
  if (!isFound && wallet.plus(unrealised(a, ZERO)).plus(unrealised(b, ZERO)).lte(ZERO)) below = Infinity;
  return { below, above };
}

/**
 * The price at which wallet + Σ unrealised = Σ maintenance if each position lies in the given bracket, and how fast the
 * left side outgrows the right one there.
 */
function priceIn(
  wallet: Decimal,
  legs: readonly (readonly [Position, LeverageBracket])[],
): { price: Decimal; slope: Decimal } {
  let constant = wallet;
  let slope = ZERO;
  for (const [position, bracket] of legs) {
    const held = position.quantity.abs();
    constant = position.quantity.isNegative() ? constant.plus(position.cost) : constant.minus(position.cost);
    constant = constant.plus(bracket.maintenanceDeduction);
    slope = slope.plus(position.quantity).minus(held.times(bracket.maintenanceRatio));
  }
  return { price: slope.isZero() ? ZERO : constant.neg().div(slope), slope };
}

function liesIn(brackets: LeverageBrackets, index: number, notional: Decimal): boolean {
  const floor = brackets[index]?.notionalFloor;
  const nextFloor = brackets[index + 1]?.notionalFloor;
  return floor !== undefined && notional.gte(floor) && (nextFloor === undefined || notional.lt(nextFloor));
}
