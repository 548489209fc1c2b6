// Fills for the tests of the books: one with all members filled in, and arbitrary runs of them on a tick and step grid.
import { fc } from '@fast-check/vitest';
import { type DecimalInput, toDecimal } from '../../../engine/domain/decimal.ts';
import type { Fill } from '../../../engine/domain/fill.ts';
import type { PositionSide, Side } from '../../../engine/domain/side.ts';

let fillCount = 0;

/** A fill in plain figures; what is not said is BTCUSDT, one-way, taker, without fee or slippage. */
export function someFill(
  side: Side,
  quantity: DecimalInput,
  price: DecimalInput,
  more: Partial<Omit<Fill, 'fee' | 'slippage'>> & { fee?: DecimalInput; slippage?: DecimalInput | null } = {},
): Fill {
  fillCount += 1;
  const { fee = 0, slippage = null, ...rest } = more;
  return {
    fillId: `fill-${fillCount}`,
    clientOrderId: `order-${fillCount}`,
    venueOrderId: `venue-${fillCount}`,
    symbol: 'BTCUSDT',
    positionSide: 'both',
    side,
    quantity: toDecimal(quantity),
    price: toDecimal(price),
    feeAsset: 'USDT',
    liquidity: 'taker',
    cause: 'trade',
    time: fillCount,
    fee: toDecimal(fee),
    slippage: slippage === null ? null : toDecimal(slippage),
    ...rest,
  };
}

export const sides = fc.constantFrom<Side>('buy', 'sell');
export const positionSides = fc.constantFrom<PositionSide>('both', 'long', 'short');
/** Quantities on a step of 0.001 and prices on an awkward tick, so that notionals need rounding. */
export const quantities = fc.integer({ min: 1, max: 5_000 }).map((steps) => toDecimal(steps).div(1000));
export const prices = fc.integer({ min: 1, max: 90_000_000 }).map((ticks) => toDecimal(ticks).div(1_000_000));
export const fees = fc.integer({ min: -1_000, max: 100_000 }).map((units) => toDecimal(units).div(100_000_000));

export const fills = fc
  .record({ side: sides, quantity: quantities, price: prices, fee: fees })
  .map(({ side, quantity, price, fee }) =>
    someFill(side, quantity.toString(), price.toString(), { fee: fee.toString() }),
  );
