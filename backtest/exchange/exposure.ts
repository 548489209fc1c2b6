// What positions and orders of a symbol bind, and what the account has left to bind (MARGIN-1 to MARGIN-3).
import { Decimal, maxDecimal, minDecimal, ZERO } from '../../engine/domain/decimal.ts';
import { notionalMaxAt } from '../../engine/domain/leverage-bracket.ts';
import type { RejectionCode } from '../../engine/domain/rejection.ts';
import type { Side } from '../../engine/domain/side.ts';
import type { Desk } from './desk.ts';
import { FLAT, unrealised } from './position.ts';
import type { ExchangeState, Market } from './state.ts';

/** An order, or what an amend makes of one, before it is let in. */
export interface WantedExposure {
  readonly side: Side;
  readonly sideIndex: number;
  /** What is still to be filled, in base asset. */
  readonly quantity: Decimal;
  /** Price it is expected to fill at, in quote asset. */
  readonly price: Decimal;
  readonly liquidity: 'maker' | 'taker';
  /** Notional that it claims already: that of the order an amend replaces. */
  readonly claimed: Decimal;
}

export interface MarginRefusal {
  readonly code: Extract<RejectionCode, 'LEVERAGE_LIMIT' | 'MARGIN_INSUFFICIENT'>;
  readonly message: string;
}

/** Why the account cannot carry an order that is not reducing; undefined where it can. */
export function marginRefusal(desk: Desk, market: Market, wanted: WantedExposure): MarginRefusal | undefined {
  const mark = new Decimal(market.mark);
  const notional = wanted.quantity.times(wanted.price);
  const added = notional.minus(wanted.claimed);
  const isBuy = wanted.side === 'buy';
  const before = exposureOf(market, mark, ZERO, ZERO);
  const after = exposureOf(market, mark, isBuy ? added : ZERO, isBuy ? ZERO : added);
  if (after.lte(before)) return undefined;

  const counted = market.sides.length === 1 ? after : exposureOfSide(market, wanted, mark, added);
  const notionalMax = notionalMaxAt(market.brackets, market.leverage) ?? ZERO;
  if (counted.gt(notionalMax)) {
    const message = `${market.symbol}: a notional of ${counted.toString()} at leverage ${market.leverage}, at most ${notionalMax.toString()}`;
    return { code: 'LEVERAGE_LIMIT', message };
  }

  const fee = desk.models.fee({ instrument: market.instrument, liquidity: wanted.liquidity, notional });
  const needed = after
    .minus(before)
    .div(market.leverage)
    .plus(openLoss(market, wanted, mark))
    .plus(fee);
  const available = availableMargin(desk.state);
  if (needed.lte(available)) return undefined;
  const message = `${market.symbol}: ${needed.toString()} needed, ${available.toString()} available`;
  return { code: 'MARGIN_INSUFFICIENT', message };
}

/** What new orders may still bind: cross wallet and cross results, less the margin of cross positions and of all orders. */
export function availableMargin(state: ExchangeState): Decimal {
  let available = state.crossWallet;
  for (const market of state.markets) {
    if (Number.isNaN(market.mark)) continue;
    const mark = new Decimal(market.mark);
    let held = ZERO;
    for (const position of market.positions) {
      if (position.quantity.isZero()) continue;
      held = held.plus(position.quantity.abs().times(mark));
      if (market.marginMode === 'cross') available = available.plus(unrealised(position, mark));
    }
    const exposure = exposureOf(market, mark, ZERO, ZERO);
    // In cross mode the position's margin is bound here, in isolated mode it left the cross wallet when it was opened.
    const bound = market.marginMode === 'cross' ? exposure : exposure.minus(held);
    if (!bound.isZero()) available = available.minus(bound.div(market.leverage));
  }
  return available;
}

/** Exposure of a symbol with so much notional of buys and sells added: the larger side counts, in hedge mode the sum. */
function exposureOf(market: Market, mark: Decimal, addedBuys: Decimal, addedSells: Decimal): Decimal {
  const { buys, sells } = market.orders;
  const buyNotional = buys.notional.plus(buys.quantity.times(mark)).plus(addedBuys);
  const sellNotional = sells.notional.plus(sells.quantity.times(mark)).plus(addedSells);
  const [first = FLAT, second] = market.positions;
  if (second === undefined) {
    const value = first.quantity.times(mark);
    return maxDecimal(value.plus(buyNotional).abs(), value.minus(sellNotional).abs());
  }
  return first.quantity.abs().plus(second.quantity.abs()).times(mark).plus(buyNotional).plus(sellNotional);
}

/** Hedge mode: notional of the order's own position side with its opening orders. */
function exposureOfSide(market: Market, { side, sideIndex }: WantedExposure, mark: Decimal, added: Decimal): Decimal {
  const held = (market.positions[sideIndex] ?? FLAT).quantity.abs().times(mark);
  const claims = side === 'buy' ? market.orders.buys : market.orders.sells;
  return held.plus(claims.notional).plus(claims.quantity.times(mark)).plus(added);
}

/** What the opening part would stand in the red at once, filled at its expected price. */
function openLoss(market: Market, { side, sideIndex, quantity, price }: WantedExposure, mark: Decimal): Decimal {
  const held = (market.positions[sideIndex] ?? FLAT).quantity;
  const closable = side === 'buy' ? maxDecimal(ZERO, held.neg()) : maxDecimal(ZERO, held);
  const opened = quantity.minus(minDecimal(quantity, closable));
  const loss = side === 'buy' ? price.minus(mark) : mark.minus(price);
  return opened.times(maxDecimal(ZERO, loss));
}
