// Margin of what is held, by the venue's documented arithmetic (NOTES 6.1: Binance, USDⓈ-M). Margin of orders that are
// still to be filled is counted by engine/orders/reservations.ts.
import type { PositionBook } from '../domain/account.ts';
import { type Decimal, sumDecimals } from '../domain/decimal.ts';
import { type LeverageBrackets, maintenanceMargin } from '../domain/leverage-bracket.ts';
import type { MarginMode } from '../domain/side.ts';
import { unrealisedAt } from './position-arithmetic.ts';

/** A position with what its margin is counted by. */
export interface MarginPosition {
  readonly position: Pick<PositionBook, 'quantity' | 'cost' | 'isolatedWallet'>;
  readonly mark: Decimal;
  readonly leverage: number;
  readonly marginMode: MarginMode;
}

/** |quantity| × mark, in quote asset. */
export function notionalAt(position: Pick<PositionBook, 'quantity'>, mark: Decimal): Decimal {
  return position.quantity.times(mark).abs();
}

/** Notional at mark / leverage. */
export function initialMargin({ position, mark, leverage }: MarginPosition): Decimal {
  return notionalAt(position, mark).div(leverage);
}

/**
 * What new orders may bind, before reservations: the cross wallet plus the unrealised result of cross positions, less
 * their initial margin. Isolated positions took theirs out of the cross wallet already. Negative where losses went beyond.
 */
export function availableMargin(crossWallet: Decimal, positions: readonly MarginPosition[]): Decimal {
  const free = positions
    .filter(({ marginMode }) => marginMode === 'cross')
    .map((held) => unrealisedAt(held.position, held.mark).minus(initialMargin(held)));
  return crossWallet.plus(sumDecimals(free));
}

/** Maintenance margin of a position at mark, in quote asset. */
export function maintenanceAt(
  position: Pick<PositionBook, 'quantity'>,
  mark: Decimal,
  brackets: LeverageBrackets,
): Decimal {
  return maintenanceMargin(brackets, notionalAt(position, mark));
}

/** Σ |quantity| × mark / equity, unrounded; null where there is no equity to divide by. */
export function effectiveLeverage(notional: Decimal, equity: Decimal): Decimal | null {
  return equity.gt(0) ? notional.div(equity) : null;
}
