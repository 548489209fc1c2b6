// The liquidation price as it would be after an entry: the position with the fill in it, the wallet that backs it, and what
// the other cross positions owe and have won.
import type { PositionBook } from '../domain/account.ts';
import { type Decimal, sumDecimals, ZERO } from '../domain/decimal.ts';
import type { LeverageBrackets } from '../domain/leverage-bracket.ts';
import type { Order } from '../domain/order.ts';
import type { PositionSide } from '../domain/side.ts';
import { liquidationPrice } from '../portfolio/liquidation.ts';
import { maintenanceAt } from '../portfolio/margin.ts';
import { applyFillToPosition, unrealisedAt } from '../portfolio/position-arithmetic.ts';
import { restOf } from '../orders/reservations.ts';
import { markOf } from './exposure.ts';
import type { RiskView } from './risk-view.ts';

export interface PositionAfter {
  readonly position: PositionBook;
  readonly crossWallet: Decimal;
}

const POSITION_SIDES: readonly PositionSide[] = ['both', 'long', 'short'];

/** Owes nothing: liquidation is then bankruptcy. */
const NO_MAINTENANCE: LeverageBrackets = [
  {
    leverageMax: Number.MAX_SAFE_INTEGER,
    notionalFloor: ZERO,
    notionalCap: ZERO,
    maintenanceRatio: ZERO,
    maintenanceDeduction: ZERO,
  },
];

/** The account's position as it is. */
export function asHeld(view: RiskView, symbol: string, positionSide: PositionSide): PositionAfter {
  return { position: view.position(symbol, positionSide), crossWallet: view.account.crossWallet };
}

/** The account's position with the rest of the order filled at a price, the taker fee paid. */
export function filledAt(view: RiskView, order: Order, price: Decimal): PositionAfter {
  const held = view.position(order.symbol, order.positionSide);
  const { leverage, marginMode } = view.setting(order.symbol);
  const quantity = restOf(order) ?? ZERO;
  const fill = { side: order.side, price, quantity };
  const posting = applyFillToPosition(held, fill, leverage, marginMode);
  const fee = price.times(quantity).times(view.account.takerFeeRatio);
  const crossWallet = view.account.crossWallet.plus(posting.realised).minus(posting.marginMoved).minus(fee);
  return { position: posting.position, crossWallet };
}

/** Mark price at which the position is liquidated; null where there is none. */
export function liquidationPriceAfter(view: RiskView, { position, crossWallet }: PositionAfter): Decimal | null {
  const { symbol } = position;
  const brackets = bracketsOf(view, symbol);
  if (view.setting(symbol).marginMode === 'isolated') {
    const wallet = position.isolatedWallet;
    return liquidationPrice({ positions: [position], wallet, otherMaintenance: ZERO, otherUnrealised: ZERO, brackets });
  }
  const otherSides = POSITION_SIDES.filter((side) => side !== position.positionSide);
  const positions = [position, ...otherSides.map((side) => view.position(symbol, side))];
  const others = view.symbols
    .filter((other) => other !== symbol && view.setting(other).marginMode === 'cross')
    .flatMap((other) => POSITION_SIDES.map((side) => view.position(other, side)));
  return liquidationPrice({
    positions,
    wallet: crossWallet,
    otherMaintenance: sumDecimals(
      others.map((held) => maintenanceAt(held, markOf(view, held.symbol), bracketsOf(view, held.symbol))),
    ),
    otherUnrealised: sumDecimals(others.map((held) => unrealisedAt(held, markOf(view, held.symbol)))),
    brackets,
  });
}

function bracketsOf(view: RiskView, symbol: string): LeverageBrackets {
  return view.market(symbol).brackets ?? NO_MAINTENANCE;
}
