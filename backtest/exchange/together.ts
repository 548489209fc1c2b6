// Cross positions in several symbols fall together: no single liquidation price tells whether a kline is harmless, so
// all of them are tried at their adverse extremes at once (LIQUID-6), first roughly and, where that is close, exactly.
import { Decimal, ZERO } from '../../engine/domain/decimal.ts';
import { crossHeldCount, crossMarginLeft, isCrossHeld } from './cross-account.ts';
import { markHighOf, markLowOf } from './path.ts';
import type { ExchangeState, Market } from './state.ts';
import type { WalkKline } from './walk-input.ts';

/** The rough figure is trusted where it is further from zero than this share of the sums it was made of. */
const TRUSTED_RATIO = 1e-6;

/** False where even all adverse extremes together leave the margin above maintenance; in plain numbers. */
export function couldFallTogether(state: ExchangeState, klines: readonly WalkKline[]): boolean {
  let left = state.crossWallet.toNumber();
  let size = Math.abs(left);
  for (const market of state.markets) {
    if (!isCrossHeld(market)) continue;
    const mark = adverseMark(market, klines);
    for (const { quantity, cost } of market.positions) {
      const value = quantity.toNumber() * mark;
      const result = quantity.isNegative() ? value + cost.toNumber() : value - cost.toNumber();
      left += result - maintenanceNumber(market, Math.abs(value));
      size += Math.abs(value);
    }
  }
  return left <= size * TRUSTED_RATIO;
}

/**
 * Exactly: whether all adverse extremes together liquidate the cross account, on the books as they are. Trades say when each
 * price was, so that symbols walked by them stand where they do.
 */
export function fallsTogether(state: ExchangeState, klines: readonly WalkKline[]): boolean {
  if (crossHeldCount(state) < 2) return false;
  const guessed = klines.filter(({ trades }) => trades === undefined);
  if (guessed.length === 0) return false;
  return crossMarginLeft(state, (market) => adverseMark(market, guessed)).lte(ZERO);
}

/** The extreme against the net position for a symbol that is walked, else its last walked mark. */
function adverseMark(market: Market, klines: readonly WalkKline[]): number {
  const kline = klines.find(({ symbol }) => symbol === market.symbol);
  if (kline === undefined) return market.mark;
  const net = market.positions.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
  if (net.isZero()) return market.mark;
  return net.isNegative() ? markHighOf(kline) : markLowOf(kline);
}

function maintenanceNumber({ brackets }: Market, notional: number): number {
  let maintenance = 0;
  for (const { maintenanceRatio, maintenanceDeduction } of brackets) {
    maintenance = Math.max(maintenance, notional * maintenanceRatio.toNumber() - maintenanceDeduction.toNumber());
  }
  return maintenance;
}
