// At which mark price a symbol's positions are liquidated, and at which they are bankrupt: the engine's own arithmetic
// (NOTES 6.2, Binance, USDⓈ-M), written apart from the simulated exchange's. The formula is linear within one leverage
// bracket, so it is solved, the bracket looked up at the solution, and solved again until the bracket stays.
import type { PositionBook } from '../domain/account.ts';
import { type Decimal, sumDecimals, ZERO } from '../domain/decimal.ts';
import { bracketOf, type LeverageBracket, type LeverageBrackets } from '../domain/leverage-bracket.ts';
import { signedCost } from './position-arithmetic.ts';

type Held = Pick<PositionBook, 'quantity' | 'cost'>;

export interface LiquidationScope {
  /** All positions of the symbol that share the wallet: one in one-way or isolated mode, up to two in hedge mode. */
  readonly positions: readonly Held[];
  /** Isolated wallet, or the cross wallet. */
  readonly wallet: Decimal;
  /** Maintenance margin and unrealised result of the other cross positions at their marks; zero in isolated mode. */
  readonly otherMaintenance: Decimal;
  readonly otherUnrealised: Decimal;
  readonly brackets: LeverageBrackets;
}

/** Twice the longest table of brackets known; a solution that still changes its bracket then is taken as it is. */
const ROUNDS_MAX = 32;

/**
 * Mark price, unrounded, at which wallet + unrealised result equals the maintenance margin:
 * (wallet − other maintenance + other unrealised + Σ deduction − Σ signed cost) / (Σ |quantity|·ratio − Σ quantity).
 * Null where there is none above zero.
 */
export function liquidationPrice(scope: LiquidationScope): Decimal | null {
  const held = scope.positions.filter((position) => !position.quantity.isZero());
  if (held.length === 0) return null;
  const base = scope.wallet
    .minus(scope.otherMaintenance)
    .plus(scope.otherUnrealised)
    .minus(sumDecimals(held.map(signedCost)));

  let brackets = held.map((position) => bracketOf(scope.brackets, position.cost));
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const price = solve(base, held, brackets);
    if (price === null) return null;
    const found = held.map((position) => bracketOf(scope.brackets, position.quantity.times(price).abs()));
    if (found.every((bracket, index) => bracket === brackets[index])) return positive(price);
    brackets = found;
  }
  return positive(solve(base, held, brackets));
}

/** Price at which an isolated wallet, or whatever margin backs the position, is used up: entry − direction × wallet / |quantity|. */
export function bankruptcyPrice(position: Held, wallet: Decimal): Decimal | null {
  if (position.quantity.isZero()) return null;
  return positive(signedCost(position).minus(wallet).div(position.quantity));
}

function solve(base: Decimal, held: readonly Held[], brackets: readonly LeverageBracket[]): Decimal | null {
  let numerator = base;
  let denominator: Decimal = ZERO;
  for (const [index, { quantity }] of held.entries()) {
    const bracket = brackets[index];
    if (bracket === undefined) continue;
    numerator = numerator.plus(bracket.maintenanceDeduction);
    denominator = denominator.plus(quantity.abs().times(bracket.maintenanceRatio)).minus(quantity);
  }
  return denominator.isZero() ? null : numerator.div(denominator);
}

function positive(price: Decimal | null): Decimal | null {
  return price?.gt(ZERO) === true ? price : null;
}
