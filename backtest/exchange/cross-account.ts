// The account as a whole: its equity, what cross positions owe together, and at which mark of one symbol they fall.
import { Decimal, ZERO } from '../../engine/domain/decimal.ts';
import { liquidationRange, type LiquidationRange, marginLeft, NEVER_LIQUIDATED } from './liquidation-price.ts';
import { unrealised } from './position.ts';
import { type ExchangeState, isHeld, type Market } from './state.ts';

/** Wallets plus unrealised results, each symbol at the mark where its walk stands. */
export function equityOf(state: ExchangeState): Decimal {
  let equity = state.crossWallet;
  for (const market of state.markets) {
    for (const position of market.positions) {
      if (position.quantity.isZero()) continue;
      equity = equity.plus(position.isolatedWallet).plus(unrealised(position, new Decimal(market.mark)));
    }
  }
  return equity;
}

export function isCrossHeld(market: Market): boolean {
  return market.marginMode === 'cross' && isHeld(market);
}

/** How many symbols hold cross positions: from two on, each one's liquidation price moves with the others' marks. */
export function crossHeldCount(state: ExchangeState): number {
  let count = 0;
  for (const market of state.markets) if (isCrossHeld(market)) count += 1;
  return count;
}

/** Cross wallet + Σ unrealised − Σ maintenance over cross positions, each symbol at the mark that `markOf` gives. */
export function crossMarginLeft(state: ExchangeState, markOf: (market: Market) => number): Decimal {
  let left = state.crossWallet;
  for (const market of state.markets) {
    if (!isCrossHeld(market)) continue;
    left = left.plus(marginLeft(ZERO, market.positions, market.brackets, new Decimal(markOf(market))));
  }
  return left;
}

/** Marks of the market that liquidate, by position side (in cross mode the same for both); reckoned once per change. */
export function liquidationRangesOf(state: ExchangeState, market: Market): readonly LiquidationRange[] {
  market.liquidation ??= reckonRanges(state, market);
  return market.liquidation;
}

function reckonRanges(state: ExchangeState, market: Market): readonly LiquidationRange[] {
  if (!isHeld(market)) return market.positions.map(() => NEVER_LIQUIDATED);
  if (market.marginMode === 'isolated') {
    return market.positions.map((position) => liquidationRange(position.isolatedWallet, [position], market.brackets));
  }
  let wallet = state.crossWallet;
  for (const other of state.markets) {
    if (other === market || !isCrossHeld(other)) continue;
    wallet = wallet.plus(marginLeft(ZERO, other.positions, other.brackets, new Decimal(other.mark)));
  }
  const range = liquidationRange(wallet, market.positions, market.brackets);
  return market.positions.map(() => range);
}
